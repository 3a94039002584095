package dev.footlights.sim.world;

import dev.footlights.client.peer.Peer;
import dev.footlights.client.peer.TrackStats;
import dev.footlights.client.peer.Viewer;
import dev.footlights.live.control.Connection;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.sim.peer.SimPeer;
import dev.footlights.sim.peer.Transcript;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.token.IssuedToken;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody who watches one participant. */
public final class ViewerHandle {
  private final World world;
  private final IssuedToken token;
  private @Nullable SimPeer peer;
  private @Nullable Viewer media;
  private @Nullable Transcript transcript;
  private @Nullable Connection connection;
  private TrackStats seen = TrackStats.NONE;

  ViewerHandle(World world, IssuedToken token) {
    this.world = world;
    this.token = token;
  }

  /** Subscribes and begins to connect. */
  public ViewerHandle watch(PublisherHandle publisher) {
    seen = TrackStats.NONE;
    media = new Viewer(world.plane().random());
    transcript = new Transcript(media);
    peer = world.plane().peer(transcript);
    connection =
        world.await(
            world
                .control()
                .watch(token.token(), publisher.id(), peer.peer().offer(), ClientFacts.NONE));
    peer.peer().answer(world.now(), connection.answerSdp());
    return this;
  }

  public IssuedToken token() {
    return token;
  }

  public Viewer media() {
    return Objects.requireNonNull(media, "watching");
  }

  /** Every packet and report that reached it. */
  public Transcript transcript() {
    return Objects.requireNonNull(transcript, "watching");
  }

  /** The shard its transport is on; -1 before it sent anything. */
  public int shard() {
    return world.plane().shardOf(peer());
  }

  public SimPeer peer() {
    return Objects.requireNonNull(peer, "watching");
  }

  public boolean isConnected() {
    return peer().peer().state() == Peer.State.CONNECTED;
  }

  /** Whether the server ended the transport. */
  public boolean isOver() {
    Peer.State state = peer().peer().state();
    return state == Peer.State.CLOSED || state == Peer.State.FAILED;
  }

  /** Whether a frame that a decoder can show has come since the last {@link #forget}. */
  public boolean decodes() {
    return since().decodable() > 0;
  }

  /** What came since the last {@link #forget}. */
  public TrackStats since() {
    return media().video().minus(seen);
  }

  /** Counts anew from here. */
  public void forget() {
    seen = media().video();
  }

  public long videoSsrc() {
    return media().ssrc(Kind.VIDEO);
  }

  /** Ends its session, as a WHEP client does. */
  public void leaves() {
    world.await(
        world
            .control()
            .disconnect(Objects.requireNonNull(connection, "watching").id(), token.token()));
    peer().peer().close();
  }
}
