package dev.footlights.sim.world;

import dev.footlights.client.peer.Media;
import dev.footlights.client.peer.Peer;
import dev.footlights.rtc.dtls.DtlsIdentity;
import dev.footlights.sfu.shard.Shard;
import dev.footlights.sfu.stats.Counters;
import dev.footlights.sim.net.Conditions;
import dev.footlights.sim.net.Network;
import dev.footlights.sim.peer.SimPeer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A media plane without a server around it: shards, a network, peers, and the one clock they all
 * live by. What else lives by it is a {@link Part}.
 */
public final class Plane implements AutoCloseable {
  /** Wall time when a simulation begins. */
  static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private static final long FIRST_NANOS = Duration.ofSeconds(10).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** More turns without time passing mean that two parts keep each other busy for ever. */
  private static final int TURNS_AT_ONE_MOMENT = 10_000;

  /** Something else that lives by the clock. */
  public interface Part {
    void step(long now);

    /** When it must step next, or {@link Long#MAX_VALUE}. */
    long deadline();
  }

  private final SeededRandom random;
  private final Network network;
  private final DtlsIdentity clientIdentity;
  private final DtlsIdentity serverIdentity;
  private final SimShards shards;
  private final Map<InetSocketAddress, SimPeer> peers = new HashMap<>();
  private final List<SimPeer> inOrder = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Network.Datagram> replies = new ArrayList<>();
  private int nextPort = 50_000;
  private long now = FIRST_NANOS;

  public Plane(long seed, int shardCount) {
    random = new SeededRandom(seed);
    network = new Network(random);
    serverIdentity = DtlsIdentity.create(random, START);
    clientIdentity = DtlsIdentity.create(random, START);
    long unix = TimeUnit.SECONDS.toNanos(START.getEpochSecond()) - FIRST_NANOS;
    shards = new SimShards(shardCount, network, serverIdentity, random, unix);
  }

  public Network network() {
    return network;
  }

  /** What the network does, everywhere. */
  public Plane network(Conditions everywhere) {
    network.everywhere(everywhere);
    return this;
  }

  SimShards shards() {
    return shards;
  }

  DtlsIdentity serverIdentity() {
    return serverIdentity;
  }

  SeededRandom random() {
    return random;
  }

  void add(Part part) {
    parts.add(part);
  }

  public long now() {
    return now;
  }

  Instant wall() {
    return START.plusNanos(now - FIRST_NANOS);
  }

  /** What all shards hold together. */
  public Shard.Census census() {
    return shards.census();
  }

  /** The shard to which a peer sends; -1 before it sent anything. */
  int shardOf(SimPeer peer) {
    return shards.owns(peer.server()) ? shards.shardAt(peer.server()) : -1;
  }

  /** Everything that each shard sends from now on, as it leaves. */
  public List<List<Network.Datagram>> recordShards() {
    List<List<Network.Datagram>> sent = new ArrayList<>();
    for (int shard = 0; shard < shards.count(); shard++) {
      sent.add(network.record(SimShards.address(shard)));
    }
    return sent;
  }

  /** What is left in the server's media plane. */
  public Remains remains() {
    return new Remains(census(), shards.handshakes(), shards.paths());
  }

  /**
   * What a server's media plane holds at a moment.
   *
   * @param handshakes engines that run, those of connected transports included
   * @param paths addresses that are remembered
   */
  public record Remains(Shard.Census census, int handshakes, int paths) {
    /** Nothing at all. */
    public static final Remains NONE = new Remains(new Shard.Census(0, 0, 0), 0, 0);
  }

  /** A total over all shards. */
  public long total(Counters.Total total) {
    return shards.counters().stream().mapToLong(counters -> counters.total(total)).sum();
  }

  /** Refusals of one reason over all shards. */
  public long rejected(dev.footlights.rtc.Reject reason) {
    return shards.counters().stream().mapToLong(counters -> counters.rejected(reason)).sum();
  }

  /** A client's transport at an address of its own. */
  public SimPeer peer(Media media) {
    var address = new InetSocketAddress("10.1.0.1", nextPort++);
    var peer = new SimPeer(new Peer(media, clientIdentity, random), address, network);
    peers.put(address, peer);
    inOrder.add(peer);
    return peer;
  }

  /** Lets time pass. */
  public void advance(Duration duration) {
    long end = now + duration.toNanos();
    settle();
    while (next() <= end) {
      now = Math.max(now, next());
      settle();
    }
    now = end;
    settle();
  }

  /** Lets time pass until something holds; fails after half a minute. */
  public void until(BooleanSupplier condition) {
    until(condition, PATIENCE);
  }

  /** Lets time pass until something holds; fails when that takes longer. */
  public void until(BooleanSupplier condition, Duration atMost) {
    long end = now + atMost.toNanos();
    settle();
    while (!condition.getAsBoolean()) {
      if (next() > end) {
        throw new AssertionError("did not become true within " + atMost.toMillis() + " ms");
      }
      now = Math.max(now, next());
      settle();
    }
  }

  private long next() {
    long next = Math.min(network.next(), shards.deadline());
    for (Part part : parts) {
      next = Math.min(next, part.deadline());
    }
    for (SimPeer peer : inOrder) {
      next = Math.min(next, peer.deadline());
    }
    return next;
  }

  private void settle() {
    for (int turn = 0; turn < TURNS_AT_ONE_MOMENT; turn++) {
      boolean worked = deliver();
      for (SimPeer peer : inOrder) {
        if (peer.deadline() <= now) {
          peer.flush(now);
        }
      }
      parts.forEach(part -> part.step(now));
      worked |= shards.step(now);
      parts.forEach(part -> part.step(now));
      if (!worked && network.next() > now && next() > now) {
        return;
      }
    }
    throw new AssertionError("time stands still");
  }

  private boolean deliver() {
    boolean worked = false;
    for (var datagram = network.poll(now); datagram != null; datagram = network.poll(now)) {
      worked = true;
      if (shards.owns(datagram.to())) {
        shards.receive(datagram.from(), datagram.to(), datagram.bytes());
      } else {
        SimPeer peer = peers.get(datagram.to());
        if (peer == null) {
          replies.add(datagram);
        } else {
          peer.receive(now, datagram.from(), datagram.bytes());
          peer.flush(now);
        }
      }
    }
    return worked;
  }

  /** What the server sent to addresses that belong to no peer of this simulation. */
  public List<Network.Datagram> replies() {
    return replies;
  }

  /** A datagram from anywhere to a shard's port. */
  public void inject(InetSocketAddress from, int shard, byte[] bytes) {
    network.send(now, from, SimShards.address(shard), bytes, 0, bytes.length);
  }

  @Override
  public void close() {
    for (SimPeer peer : inOrder) {
      peer.peer().close();
    }
    shards.close();
  }
}
