package dev.footlights.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;

/**
 * A client and a server with a network between them that loses, delays, reorders and doubles
 * datagrams, all from one seed, on a clock of its own.
 */
final class DtlsNetwork implements AutoCloseable {
  static final long MILLISECOND = Duration.ofMillis(1).toNanos();
  static final DtlsIdentity CLIENT = DtlsIdentity.create(secure(101), Instant.EPOCH);
  static final DtlsIdentity SERVER = DtlsIdentity.create(secure(102), Instant.EPOCH);

  private static final long LEAST_DELAY_NANOS = 20 * MILLISECOND;
  private static final int DELAY_SPREAD_NANOS = (int) (10 * MILLISECOND);
  private static final int LIMIT_STEPS = 100_000;

  private record Flying(long at, int order, DtlsEngine to, byte[] datagram) {}

  final DtlsEngine client;
  final DtlsEngine server;

  /** Everything that was sent, with its time: equal traces mean equal handshakes. */
  final List<String> trace = new ArrayList<>();

  private final Random random;
  private final PriorityQueue<Flying> flying =
      new PriorityQueue<>(Comparator.comparingLong(Flying::at).thenComparingInt(Flying::order));
  private double loss;
  private double doubled;
  private boolean split;
  private BiPredicate<DtlsEngine, byte[]> drop = (from, datagram) -> false;
  private byte[] injected = {};
  private long now = 1_000 * MILLISECOND;
  private int sent;
  private long lastArrival;

  DtlsNetwork(long seed) {
    this(
        seed,
        new DtlsEngine(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), secure(seed)),
        new DtlsEngine(DtlsRole.SERVER, SERVER, CLIENT.fingerprint(), secure(~seed)));
  }

  DtlsNetwork(long seed, DtlsEngine client, DtlsEngine server) {
    this.random = new Random(seed);
    this.client = client;
    this.server = server;
  }

  /** A source that gives the same bytes for the same seed. */
  static SecureRandom secure(long seed) {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(seed);
      return random;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  DtlsNetwork loses(double probability) {
    this.loss = probability;
    return this;
  }

  DtlsNetwork doubles(double probability) {
    this.doubled = probability;
    return this;
  }

  /**
   * Every record travels alone, as some stacks send them, and so may be lost or reordered alone.
   */
  DtlsNetwork splits() {
    this.split = true;
    return this;
  }

  /** Loses what the predicate names, by its sender. */
  DtlsNetwork drops(BiPredicate<DtlsEngine, byte[]> predicate) {
    this.drop = predicate;
    return this;
  }

  /** Somebody sends this to both before each datagram that arrives. */
  DtlsNetwork injects(byte[] datagram) {
    this.injected = datagram;
    return this;
  }

  long now() {
    return now;
  }

  DtlsNetwork start() {
    server.start(now);
    client.start(now);
    settle();
    return this;
  }

  /** Runs until both are connected; the rest of the test says what else it expects. */
  DtlsNetwork connect() {
    start();
    runUntil(() -> client.state() == DtlsEngine.State.CONNECTED && isConnected(server));
    assertThat(client.state()).as("client: %s", client.failure()).isEqualTo(state(true));
    assertThat(server.state()).as("server: %s", server.failure()).isEqualTo(state(true));
    return this;
  }

  private static DtlsEngine.State state(boolean connected) {
    return connected ? DtlsEngine.State.CONNECTED : DtlsEngine.State.FAILED;
  }

  private static boolean isConnected(DtlsEngine engine) {
    return engine.state() == DtlsEngine.State.CONNECTED;
  }

  /** Runs until the condition holds or nothing can happen any more. */
  void runUntil(BooleanSupplier condition) {
    for (int step = 0; step < LIMIT_STEPS && !condition.getAsBoolean(); step++) {
      long next = Math.min(client.nextTimeout(), server.nextTimeout());
      Flying first = flying.peek();
      if (first != null) {
        next = Math.min(next, first.at());
      }
      if (next == DtlsEngine.NEVER) {
        return;
      }
      assertThat(next).isGreaterThanOrEqualTo(now);
      now = next;
      if (first != null && first.at() == now) {
        flying.remove();
        deliver(first.to(), injected);
        deliver(first.to(), first.datagram());
        lastArrival = now;
      } else {
        client.handleTimeout(now);
        server.handleTimeout(now);
      }
      settle();
    }
  }

  /** Runs until nothing can happen any more. */
  void runOut() {
    runUntil(() -> false);
  }

  /** When the last datagram arrived, after the start. */
  Duration elapsed() {
    return Duration.ofNanos(lastArrival - 1_000 * MILLISECOND);
  }

  void send(DtlsEngine to, byte[] datagram) {
    deliver(to, datagram);
    settle();
  }

  private void deliver(DtlsEngine to, byte[] datagram) {
    byte[] slab = new byte[datagram.length + 20];
    System.arraycopy(datagram, 0, slab, 9, datagram.length);
    to.handle(slab, 9, datagram.length, now);
    Arrays.fill(slab, (byte) 0xEE);
  }

  /** Takes what the engines want to send, and checks what holds after every step. */
  void settle() {
    collect(client, server);
    collect(server, client);
    assertThat(client.nextTimeout()).isGreaterThan(now);
    assertThat(server.nextTimeout()).isGreaterThan(now);
  }

  private void collect(DtlsEngine from, DtlsEngine to) {
    for (byte[] datagram = from.poll(); datagram != null; datagram = from.poll()) {
      assertThat(datagram.length).isBetween(Records.HEADER + 1, Flight.MAX_DATAGRAM);
      String who = from == client ? "client" : "server";
      trace.add(who + " " + now + " " + HexFormat.of().formatHex(datagram));
      for (byte[] part : split ? records(datagram) : List.of(datagram)) {
        fly(from, to, part);
      }
    }
  }

  private void fly(DtlsEngine from, DtlsEngine to, byte[] datagram) {
    boolean lost = random.nextDouble() < loss;
    int copies = random.nextDouble() < doubled ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      long at = now + LEAST_DELAY_NANOS + random.nextInt(DELAY_SPREAD_NANOS);
      if (!lost && !drop.test(from, datagram)) {
        flying.add(new Flying(at, sent++, to, datagram));
      }
    }
  }

  static List<byte[]> records(byte[] datagram) {
    List<byte[]> records = new ArrayList<>();
    for (int at = 0; at < datagram.length; at += Records.length(datagram, at)) {
      records.add(Arrays.copyOfRange(datagram, at, at + Records.length(datagram, at)));
    }
    return records;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
