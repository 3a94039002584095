package dev.footlights.client.peer;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/** A simulated network: every datagram takes a while, and some never arrive. */
final class Network {
  /** Who can be reached. */
  interface Host {
    void receive(long now, InetSocketAddress from, byte[] bytes);
  }

  private record Datagram(long at, long order, Host to, InetSocketAddress from, byte[] bytes) {}

  private final PriorityQueue<Datagram> underway =
      new PriorityQueue<>(Comparator.comparingLong(Datagram::at).thenComparing(Datagram::order));
  private final Random random;
  private final long delay;
  private final Map<Host, Double> loss = new HashMap<>();
  private long jitter;
  private long order;

  Network(long seed, long delay) {
    this.random = new Random(seed);
    this.delay = delay;
  }

  /** Loses a part of what is sent to a host, 0 to 1, and delays the rest by up to some more. */
  void rough(Host to, double part, long jitter) {
    loss.put(to, part);
    this.jitter = jitter;
  }

  void send(long now, InetSocketAddress from, Host to, byte[] bytes, int off, int length) {
    boolean rough = loss.containsKey(to);
    long time = now + delay + (rough ? random.nextLong(jitter) : 0);
    if (!rough || random.nextDouble() >= loss.getOrDefault(to, 0.0)) {
      underway.add(
          new Datagram(time, order++, to, from, Arrays.copyOfRange(bytes, off, off + length)));
    }
  }

  /** When the next datagram arrives, or {@link Media#NEVER}. */
  long deadline() {
    return underway.isEmpty() ? Media.NEVER : underway.peek().at();
  }

  void deliver(long now) {
    while (deadline() <= now) {
      Datagram next = underway.remove();
      next.to().receive(now, next.from(), next.bytes());
    }
  }
}
