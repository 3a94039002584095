package dev.footlights.sim.world;

import dev.footlights.client.media.TestCard;
import dev.footlights.client.peer.Media;
import dev.footlights.client.peer.Peer;
import dev.footlights.live.control.Control;
import dev.footlights.live.control.ControlSettings;
import dev.footlights.rtc.dtls.DtlsIdentity;
import dev.footlights.sfu.shard.Shard;
import dev.footlights.sfu.stats.Counters;
import dev.footlights.sim.net.Conditions;
import dev.footlights.sim.net.Network;
import dev.footlights.sim.peer.SimPeer;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.token.Endpoints;
import dev.footlights.stage.token.IssuedToken;
import dev.footlights.stage.token.TokenSpec;
import dev.footlights.store.memory.MemoryStore;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A whole server, its network and its clients on one clock in one thread. An hour passes in seconds,
 * and the same seed gives the same hour.
 */
public final class World implements AutoCloseable {
  static final Scope SCOPE = new Scope("000000000000", "us-east-1");
  static final Endpoints ENDPOINTS =
      new Endpoints(URI.create("http://sim/whip"), URI.create("ws://sim/events"));

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final long FIRST_NANOS = Duration.ofSeconds(10).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** More turns without time passing mean that two parts keep each other busy for ever. */
  private static final int TURNS_AT_ONE_MOMENT = 10_000;

  private final SeededRandom random;
  private final Network network;
  private final DtlsIdentity clientIdentity;
  private final DtlsIdentity serverIdentity;
  private final Map<InetSocketAddress, SimPeer> peers = new HashMap<>();
  private final List<SimPeer> inOrder = new ArrayList<>();
  private Conditions conditions = Conditions.PERFECT;
  private SimShards shards;
  private Control control;
  private int nextPort = 50_000;
  private long now = FIRST_NANOS;

  private World(long seed) {
    random = new SeededRandom(seed);
    network = new Network(random);
    serverIdentity = DtlsIdentity.create(random, START);
    clientIdentity = DtlsIdentity.create(random, START);
    shards = makeShards(1);
    control = makeControl();
  }

  public static World of(long seed) {
    return new World(seed);
  }

  /** How many shards the server has; said before anything else happens. */
  public World shards(int count) {
    shards = makeShards(count);
    control = makeControl();
    return this;
  }

  private SimShards makeShards(int count) {
    long unix = TimeUnit.SECONDS.toNanos(START.getEpochSecond()) - FIRST_NANOS;
    return new SimShards(count, network, serverIdentity, random, unix);
  }

  private Control makeControl() {
    var store = new MemoryStore();
    var made =
        new Control(
            store,
            store.load(),
            shards,
            serverIdentity.fingerprint(),
            ControlSettings.dev(),
            random,
            failure -> {
              throw new IllegalStateException("the store failed", failure);
            });
    shards.listener(made);
    return made;
  }

  /** What the network does, everywhere. */
  public World network(Conditions everywhere) {
    conditions = everywhere;
    network.everywhere(everywhere);
    return this;
  }

  /** Random loss, everywhere. */
  public World loss(double share) {
    return network(conditions.loss(share));
  }

  public Network network() {
    return network;
  }

  public Control control() {
    return control;
  }

  /** What all shards hold together. */
  public Shard.Census census() {
    return shards.census();
  }

  /** Remote addresses that the shards remember. */
  public int paths() {
    return shards.paths();
  }

  /** Handshakes that are kept. */
  public int handshakes() {
    return shards.handshakes();
  }

  /** A total over all shards. */
  public long total(Counters.Total total) {
    return shards.counters().stream().mapToLong(counters -> counters.total(total)).sum();
  }

  /** While deaf, no shard hears the control thread. */
  public void deafShards(boolean deaf) {
    shards.deaf(deaf);
  }

  public long now() {
    return now;
  }

  Instant wall() {
    return START.plusNanos(now - FIRST_NANOS);
  }

  // --- people and things -------------------------------------------------------------------------

  public StageHandle stage(String name) {
    var created = await(control.createStage(SCOPE, name, Map.of(), List.of(), ENDPOINTS));
    return new StageHandle(this, created.stage().arn());
  }

  IssuedToken token(StageHandle stage, Capability... capabilities) {
    var spec = new TokenSpec(Duration.ofHours(1), "", Map.of(), Set.of(capabilities));
    return await(control.createParticipantToken(SCOPE, stage.arn(), spec, ENDPOINTS));
  }

  /** Somebody who publishes the red card; returns when the server said so. */
  public PublisherHandle publisher(StageHandle stage) {
    var publisher = new PublisherHandle(this, token(stage, Capability.PUBLISH), TestCard.RED);
    publisher.joins();
    until(publisher::isConnected);
    return publisher;
  }

  /** Somebody who may watch. */
  public ViewerHandle viewer(StageHandle stage) {
    return new ViewerHandle(this, token(stage, Capability.SUBSCRIBE));
  }

  /** A replication, started. */
  public ReplicationHandle replicate(
      PublisherHandle host, StageHandle source, StageHandle destination, Duration window) {
    await(
        control.startReplication(
            SCOPE, source.arn(), destination.arn(), host.id(), window, Map.of()));
    return new ReplicationHandle(this, source, destination, host.id());
  }

  SimPeer peer(Media media) {
    var address = new InetSocketAddress("10.1.0.1", nextPort++);
    var peer = new SimPeer(new Peer(media, clientIdentity, random), address, network);
    peers.put(address, peer);
    inOrder.add(peer);
    return peer;
  }

  SeededRandom random() {
    return random;
  }

  Replica replica(StageHandle source, StageHandle destination, ParticipantId participant) {
    return await(control.listReplicas(SCOPE, source.arn(), participant, StageHandle.ALL))
        .items()
        .stream()
        .filter(row -> row.destinationStage().equals(destination.arn()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no replica of " + participant + " is listed"));
  }

  // --- time --------------------------------------------------------------------------------------

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

  public static Duration atMost(Duration duration) {
    return duration;
  }

  /** Lets time pass until the server has answered; a refusal is thrown as it is. */
  public <T> T await(CompletableFuture<T> answer) {
    until(answer::isDone);
    try {
      return answer.join();
    } catch (java.util.concurrent.CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private long next() {
    long next = Math.min(network.next(), Math.min(shards.deadline(), control.deadline()));
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
      control.step(now, wall());
      worked |= shards.step(now);
      control.step(now, wall());
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
        if (peer != null) {
          peer.receive(now, datagram.from(), datagram.bytes());
          peer.flush(now);
        }
      }
    }
    return worked;
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
