package dev.footlights.sim.world;

import dev.footlights.client.media.TestCard;
import dev.footlights.client.peer.Peer;
import dev.footlights.client.peer.TestCardPublisher;
import dev.footlights.client.peer.Viewer;
import dev.footlights.rtc.ice.IceCredentials;
import dev.footlights.rtc.sdp.Answer;
import dev.footlights.rtc.sdp.AnswerResult;
import dev.footlights.rtc.sdp.Answers;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Local;
import dev.footlights.rtc.sdp.Offer;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.rtc.sdp.SenderIds;
import dev.footlights.sfu.shard.Command;
import dev.footlights.sfu.shard.Event;
import dev.footlights.sfu.shard.MediaBounds;
import dev.footlights.sim.peer.SimPeer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Does what the control thread does, word by word: for scenarios of the forwarding plane that need
 * no stage.
 */
public final class ByHand {
  private final Plane plane;
  private final List<Event> events = new ArrayList<>();
  private final Map<Integer, Integer> shardOf = new HashMap<>();
  private final Map<Integer, List<Section>> sections = new HashMap<>();
  private final Map<Integer, IceCredentials> credentials = new HashMap<>();
  private int nextTransport = 1;
  private long nextCommand = 1;

  public ByHand(Plane plane) {
    this.plane = plane;
    plane.shards().listener((shard, event) -> events.add(event));
  }

  /** Everything the shards told so far, oldest first. */
  public List<Event> events() {
    return events;
  }

  /** Says something to a shard. */
  public void command(int shard, Command command) {
    plane.shards().command(shard, nextCommand++, command);
  }

  /** A peer's transport on a shard, open for checks. */
  private int open(int shard, SimPeer peer, BiFunction<Offer, Local, AnswerResult> answers) {
    var offer = (Offer) Offer.parse(peer.peer().offer());
    var ice = IceCredentials.random(plane.random());
    var local =
        new Local(ice, plane.serverIdentity().fingerprint(), plane.shards().candidates(shard), 1);
    var answer = (Answer) answers.apply(offer, local);
    int transport = nextTransport++;
    shardOf.put(transport, shard);
    credentials.put(transport, ice);
    command(
        shard,
        new Command.OpenTransport(
            transport, ice, answer.role(), offer.fingerprint(), answer.sections()));
    peer.peer().answer(plane.now(), answer.sdp());
    sections.put(transport, answer.sections());
    return transport;
  }

  /** Somebody who publishes the red card to a publication. */
  public Publishing publish(int shard, int publication, int generation) {
    return publish(shard, publication, generation, null);
  }

  /**
   * @param bounds for what the publisher sends, or null
   */
  public Publishing publish(
      int shard, int publication, int generation, @Nullable MediaBounds bounds) {
    var media = new TestCardPublisher(TestCard.RED, plane.random());
    SimPeer peer = plane.peer(media);
    int transport = open(shard, peer, Answers::publish);
    command(shard, new Command.Attach(transport, publication, generation, bounds));
    return new Publishing(transport, peer, media);
  }

  /** Somebody who watches a publication. */
  public Watching watch(int shard, int publication, int home) {
    var media = new Viewer(plane.random());
    SimPeer peer = plane.peer(media);
    int transport =
        open(shard, peer, (offer, local) -> Answers.watch(offer, local, kind -> sender(kind)));
    for (Section section : sections.getOrDefault(transport, List.of())) {
      command(shard, new Command.Bind(transport, section.index(), publication, home));
    }
    if (shard != home) {
      command(home, new Command.Mirror(publication, shard, true));
    }
    return new Watching(transport, peer, media);
  }

  private SenderIds sender(Kind kind) {
    return new SenderIds(
        plane.random().nextInt(1 << 30) + 1L,
        plane.random().nextInt(1 << 30) + 1L,
        "viewer",
        "stream",
        kind.name());
  }

  /** Ends both subscriptions of a viewer. */
  public void unbind(Watching viewer) {
    int shard = shardOf.getOrDefault(viewer.transport, 0);
    for (Section section : sections.getOrDefault(viewer.transport, List.of())) {
      command(shard, new Command.Unbind(viewer.transport, section.index()));
    }
  }

  /** The server's ICE credentials for a transport. */
  public IceCredentials credentials(int transport) {
    return Objects.requireNonNull(credentials.get(transport), "opened");
  }

  /** Who publishes. */
  public record Publishing(int transport, SimPeer peer, TestCardPublisher media) {
    public boolean connected() {
      return peer.peer().state() == Peer.State.CONNECTED;
    }
  }

  /** Who watches. */
  public record Watching(int transport, SimPeer peer, Viewer media) {
    public long decodable() {
      return media.video().decodable();
    }
  }
}
