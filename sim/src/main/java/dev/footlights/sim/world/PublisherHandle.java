package dev.footlights.sim.world;

import dev.footlights.client.media.TestCard;
import dev.footlights.client.peer.Peer;
import dev.footlights.client.peer.TestCardPublisher;
import dev.footlights.live.control.Connection;
import dev.footlights.sim.peer.Held;
import dev.footlights.sim.peer.SimPeer;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.token.IssuedToken;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody who publishes a test card, leaves, and comes back. */
public final class PublisherHandle {
  private final World world;
  private final IssuedToken token;
  private final TestCard card;
  private @Nullable SimPeer peer;
  private @Nullable Connection connection;
  private @Nullable TestCardPublisher media;
  private @Nullable Held held;

  PublisherHandle(World world, IssuedToken token, TestCard card) {
    this.world = world;
    this.token = token;
    this.card = card;
  }

  public ParticipantId id() {
    return token.participantId();
  }

  public IssuedToken token() {
    return token;
  }

  /**
   * Offers and begins to connect, with SSRCs of its own choice. While an earlier transport lives
   * this is a second connection of the same token.
   */
  public void joins() {
    joinsSilently();
    sends();
  }

  /** The same, and sends no media before {@link #sends}. */
  public void joinsSilently() {
    media = new TestCardPublisher(card, world.plane().random());
    held = new Held(media);
    peer = world.plane().peer(held);
    connection =
        world.await(world.control().publish(token.token(), peer.peer().offer(), ClientFacts.NONE));
    peer.peer().answer(world.now(), connection.answerSdp());
  }

  /** Sends media from now on. */
  public void sends() {
    Objects.requireNonNull(held, "joined").release(world.now());
  }

  public boolean isConnected() {
    return current().peer().state() == Peer.State.CONNECTED;
  }

  /** What it sends. */
  public TestCardPublisher media() {
    return Objects.requireNonNull(media, "joined");
  }

  /** The shard its present transport is on; -1 before it sent anything. */
  public int shard() {
    return world.plane().shardOf(current());
  }

  /** The transport it has at present. */
  public SimPeer current() {
    return Objects.requireNonNull(peer, "joined");
  }

  /** Ends its session, as a WHIP client does; returns when the server has answered. */
  public void leaves() {
    world.await(
        world
            .control()
            .disconnect(Objects.requireNonNull(connection, "joined").id(), token.token()));
    current().peer().close();
  }

  /** Its cable is pulled. */
  public void vanishes() {
    current().vanish();
  }

  /** A new transport, new SSRCs; returns when it is connected. */
  public void comesBack() {
    joins();
    world.until(this::isConnected);
  }
}
