package dev.footlights.deliver;

import dev.footlights.stage.repository.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All deliveries of a server, each on a virtual thread of its own: a slow receiver delays no other.
 */
public final class Deliveries implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  /** How long a receiver that is being told may take to notice that the server stops. */
  private static final Duration STOP = Duration.ofSeconds(2);

  private final List<Receiver> receivers;
  private final List<Delivery> deliveries = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long grown;
  private volatile boolean closed;

  /**
   * Starts telling.
   *
   * @param random spreads the pauses
   */
  public Deliveries(
      Outbox outbox, List<Receiver> receivers, RetrySettings settings, RandomGenerator random) {
    this.receivers = List.copyOf(receivers);
    for (Receiver receiver : receivers) {
      deliveries.add(
          new Delivery(
              outbox,
              receiver,
              settings,
              System::nanoTime,
              new SplittableRandom(random.nextLong())));
    }
    if (!receivers.isEmpty()) {
      outbox.onGrowth(this::grew);
    }
    for (Delivery delivery : deliveries) {
      threads.add(
          Thread.ofVirtual().name("deliver " + delivery.receiver()).start(() -> run(delivery)));
    }
  }

  /** For metrics. */
  public List<Delivery> all() {
    return List.copyOf(deliveries);
  }

  private void grew() {
    lock.lock();
    try {
      grown++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run(Delivery delivery) {
    try {
      while (!closed) {
        long seen = grown();
        await(delivery, seen, step(delivery));
      }
    } catch (InterruptedException e) {
      // The server stops.
    }
  }

  /**
   * A store that fails ends the process by itself; until then, or after a bug, it is tried again.
   */
  private long step(Delivery delivery) throws InterruptedException {
    try {
      return delivery.step();
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.warn("{} could not be told", delivery.receiver(), e);
      }
      return System.nanoTime() + Delivery.POLL.toNanos();
    }
  }

  private long grown() {
    lock.lock();
    try {
      return grown;
    } finally {
      lock.unlock();
    }
  }

  private void await(Delivery delivery, long seen, long until) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = until - System.nanoTime();
      while (left > 0 && !(delivery.hungry() && grown != seen)) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Stops telling; what was not acknowledged is told after the next start. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    try {
      long end = System.nanoTime() + STOP.toNanos();
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    receivers.forEach(Receiver::close);
  }
}
