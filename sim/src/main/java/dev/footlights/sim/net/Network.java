package dev.footlights.sim.net;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/** Carries datagrams in simulated time, as badly as it is told to. The same seed, the same fate. */
public final class Network {
  private static final long NANOS = Duration.ofSeconds(1).toNanos();

  /** A datagram on its way. */
  public record Datagram(
      InetSocketAddress from, InetSocketAddress to, byte[] bytes, long arrives, long order) {}

  private final RandomGenerator random;
  private final PriorityQueue<Datagram> underway =
      new PriorityQueue<>(
          (a, b) ->
              a.arrives != b.arrives
                  ? Long.compare(a.arrives, b.arrives)
                  : Long.compare(a.order, b.order));
  private final Map<InetSocketAddress, Conditions> towards = new HashMap<>();
  private final Map<InetSocketAddress, Conditions> from = new HashMap<>();
  private final Map<InetSocketAddress, Long> linkFree = new HashMap<>();
  private final Map<InetSocketAddress, List<Datagram>> recorded = new HashMap<>();
  private Conditions otherwise = Conditions.PERFECT;
  private long sent;
  private long lost;

  public Network(RandomGenerator random) {
    this.random = random;
  }

  /** What holds where nothing else was said. */
  public void everywhere(Conditions conditions) {
    otherwise = conditions;
  }

  /** What holds for datagrams to one address. */
  public void towards(InetSocketAddress address, Conditions conditions) {
    towards.put(address, conditions);
  }

  /** What holds for datagrams from one address. */
  public void from(InetSocketAddress address, Conditions conditions) {
    from.put(address, conditions);
  }

  /** Everything that an address sends from now on, as it leaves. */
  public List<Datagram> record(InetSocketAddress address) {
    return recorded.computeIfAbsent(address, key -> new ArrayList<>());
  }

  public void send(
      long now, InetSocketAddress source, InetSocketAddress to, byte[] bytes, int off, int len) {
    sent++;
    byte[] copy = Arrays.copyOfRange(bytes, off, off + len);
    List<Datagram> record = recorded.get(source);
    if (record != null) {
      record.add(new Datagram(source, to, copy.clone(), now, sent));
    }
    boolean uplink = !towards.containsKey(to) && from.containsKey(source);
    Conditions conditions = towards.getOrDefault(to, from.getOrDefault(source, otherwise));
    // Always three draws, so that one datagram's fate does not change another's.
    double loss = random.nextDouble();
    double twice = random.nextDouble();
    double wait = random.nextDouble();
    long leaves = queued(now, uplink ? source : to, len, conditions);
    if (loss < conditions.loss() || leaves < 0) {
      lost++;
      return;
    }
    long arrives =
        leaves + conditions.delay().toNanos() + (long) (wait * conditions.jitter().toNanos());
    underway.add(new Datagram(source, to, copy, arrives, sent));
    if (twice < conditions.duplication()) {
      underway.add(new Datagram(source, to, copy.clone(), arrives + 1, sent));
    }
  }

  private long queued(long now, InetSocketAddress link, int len, Conditions conditions) {
    if (conditions.bitsPerSecond() == 0) {
      return now;
    }
    long free = Math.max(now, linkFree.getOrDefault(link, now));
    if (free - now > conditions.queue().toNanos()) {
      return -1;
    }
    long done = free + len * 8L * NANOS / conditions.bitsPerSecond();
    linkFree.put(link, done);
    return done;
  }

  /** When the next datagram arrives, or {@link Long#MAX_VALUE}. */
  public long next() {
    Datagram first = underway.peek();
    return first == null ? Long.MAX_VALUE : first.arrives;
  }

  /** Takes the next datagram that has arrived by now, or null. */
  public @org.jspecify.annotations.Nullable Datagram poll(long now) {
    return next() <= now ? underway.poll() : null;
  }

  /** Datagrams handed in so far. */
  public long sent() {
    return sent;
  }

  /** Datagrams that did not arrive. */
  public long lost() {
    return lost;
  }
}
