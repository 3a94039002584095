package dev.footlights.sim.world;

import dev.footlights.client.media.TestCard;
import dev.footlights.client.peer.Peer;
import dev.footlights.client.peer.TestCardPublisher;
import dev.footlights.live.control.Connection;
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

  /** Offers and connects, with SSRCs of its own choice. */
  public void joins() {
    media = new TestCardPublisher(card, world.plane().random());
    peer = world.plane().peer(media);
    connection =
        world.await(world.control().publish(token.token(), peer.peer().offer(), ClientFacts.NONE));
    peer.peer().answer(world.now(), connection.answerSdp());
  }

  public boolean isConnected() {
    return current().peer().state() == Peer.State.CONNECTED;
  }

  /** What it sends. */
  public TestCardPublisher media() {
    return Objects.requireNonNull(media, "joined");
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
