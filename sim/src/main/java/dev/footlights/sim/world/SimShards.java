package dev.footlights.sim.world;

import dev.footlights.rtc.dtls.DtlsIdentity;
import dev.footlights.sfu.handshake.Engines;
import dev.footlights.sfu.shard.Command;
import dev.footlights.sfu.shard.Event;
import dev.footlights.sfu.shard.Shard;
import dev.footlights.sfu.shard.Shards;
import dev.footlights.sfu.stats.Counters;
import dev.footlights.sim.net.Network;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shards of a simulated server and their handshakes, all in the caller's thread. Words between
 * shards, and commands, are carried out in the order in which they were said.
 */
final class SimShards implements Shards {
  private static final int FIRST_PORT = 4570;

  /** A command on its way to a shard. */
  private record Underway(long arrives, int shard, long id, Command command) {}

  private final Network network;
  private final SecureRandom random;
  private final List<Shard> shards = new ArrayList<>();
  private final List<SimEgress> egresses = new ArrayList<>();
  private final List<Counters> counters = new ArrayList<>();
  private final ArrayDeque<Runnable> words = new ArrayDeque<>();
  private final List<ArrayDeque<Underway>> underway = new ArrayList<>();
  private final Engines engines;
  private @Nullable Listener listener;
  private boolean deaf;
  private long slowest;
  private long now;

  SimShards(
      int count, Network network, DtlsIdentity identity, SecureRandom random, long unixAtZero) {
    this.network = network;
    this.random = random;
    this.engines = new Engines(identity, random, this::word);
    for (int i = 0; i < count; i++) {
      counters.add(new Counters());
      shards.add(new Shard(i, unixAtZero, counters.get(i)));
      egresses.add(new SimEgress(this, i));
      underway.add(new ArrayDeque<>());
    }
  }

  void listener(Listener to) {
    listener = to;
  }

  /** While deaf, no shard hears commands: as a loop that does not turn. */
  void deaf(boolean now) {
    deaf = now;
  }

  /** Each command takes up to so long to reach its shard; a shard's commands keep their order. */
  void slow(Duration most) {
    slowest = most.toNanos();
  }

  @Override
  public int count() {
    return shards.size();
  }

  @Override
  public List<InetSocketAddress> candidates(int shard) {
    return List.of(address(shard));
  }

  static InetSocketAddress address(int shard) {
    return new InetSocketAddress("10.0.0.1", FIRST_PORT + shard);
  }

  @Override
  public void command(int shard, long id, Command command) {
    if (deaf) {
      return;
    }
    if (slowest == 0) {
      carryOut(shard, id, command);
      return;
    }
    ArrayDeque<Underway> before = underway.get(shard);
    long arrives = now + random.nextLong(slowest);
    if (!before.isEmpty()) {
      arrives = Math.max(arrives, before.getLast().arrives());
    }
    before.add(new Underway(arrives, shard, id, command));
  }

  private void take(ArrayDeque<Underway> commands, long until) {
    while (!commands.isEmpty() && commands.getFirst().arrives() <= until) {
      Underway first = commands.removeFirst();
      carryOut(first.shard(), first.id(), first.command());
    }
  }

  private void carryOut(int shard, long id, Command command) {
    if (command instanceof Command.OpenTransport open) {
      engines.open(shard, open);
    }
    if (command instanceof Command.CloseTransport close) {
      engines.close(close.transport());
    }
    words.add(() -> shards.get(shard).command(now, id, command, egresses.get(shard)));
  }

  void handshake(int transport, byte[] datagram) {
    words.add(() -> engines.datagram(now, transport, datagram));
  }

  private void word(int shard, Command command) {
    words.add(() -> shards.get(shard).command(now, -1, command, egresses.get(shard)));
  }

  void mirror(int shard, byte[] packet) {
    // A turn takes commands before packets, so none that was said earlier is still underway.
    take(underway.get(shard), Long.MAX_VALUE);
    words.add(() -> shards.get(shard).mirror(now, packet, 0, packet.length, egresses.get(shard)));
  }

  void signal(int from, int to, long word) {
    words.add(() -> shards.get(to).signal(now, from, word));
  }

  void send(int shard, InetSocketAddress to, byte[] bytes, int len) {
    network.send(now, address(shard), to, bytes, 0, len);
  }

  void receive(InetSocketAddress from, InetSocketAddress to, byte[] bytes) {
    int shard = shardAt(to);
    SimEgress egress = egresses.get(shard);
    shards.get(shard).receive(now, egress.path(from), bytes, 0, bytes.length, egress);
  }

  boolean owns(InetSocketAddress address) {
    return address(0).getAddress().equals(address.getAddress());
  }

  int shardAt(InetSocketAddress address) {
    return address.getPort() - FIRST_PORT;
  }

  /** Carries out what was said and what is due. True when something happened. */
  boolean step(long at) {
    now = at;
    boolean worked = false;
    if (engines.deadline() <= now) {
      engines.timeouts(now);
      worked = true;
    }
    underway.forEach(commands -> take(commands, now));
    for (Runnable word = words.poll(); word != null; word = words.poll()) {
      word.run();
      worked = true;
    }
    for (int i = 0; i < shards.size(); i++) {
      int shard = i;
      shards.get(i).flush(now, egresses.get(i));
      shards.get(i).events(event -> hear(shard, event));
    }
    return worked || !words.isEmpty();
  }

  private void hear(int shard, Event event) {
    if (event instanceof Event.Gone gone) {
      engines.close(gone.transport());
    }
    if (listener != null) {
      listener.event(shard, event);
    }
  }

  long deadline() {
    long next = engines.deadline();
    for (Shard shard : shards) {
      next = Math.min(next, shard.deadline());
    }
    for (ArrayDeque<Underway> commands : underway) {
      next = commands.isEmpty() ? next : Math.min(next, commands.getFirst().arrives());
    }
    return next;
  }

  Shard.Census census() {
    int transports = 0;
    int publications = 0;
    int subscriptions = 0;
    for (Shard shard : shards) {
      Shard.Census census = shard.census();
      transports += census.transports();
      publications += census.publications();
      subscriptions += census.subscriptions();
    }
    return new Shard.Census(transports, publications, subscriptions);
  }

  List<Counters> counters() {
    return counters;
  }

  void close() {
    engines.closeAll();
  }

  int paths() {
    return egresses.stream().mapToInt(SimEgress::paths).sum();
  }

  int handshakes() {
    return engines.size();
  }
}
