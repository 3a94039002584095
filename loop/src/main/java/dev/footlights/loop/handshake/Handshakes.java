package dev.footlights.loop.handshake;

import dev.footlights.rtc.dtls.DtlsIdentity;
import dev.footlights.sfu.handshake.Engines;
import dev.footlights.sfu.shard.Command;
import java.security.SecureRandom;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The handshakes of all transports, on a platform thread of their own: one costs milliseconds,
 * which no media loop has.
 */
public final class Handshakes implements AutoCloseable {
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Datagrams that may wait: a handshake has four, so a join storm of 2,000 fits. */
  private static final int MAX_WAITING = 8_192;

  private final Engines engines;
  // What peers send is bounded by MAX_WAITING; what control says, by the transports there are.
  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Thread thread;
  private volatile boolean running = true;

  public Handshakes(DtlsIdentity identity, SecureRandom random, Engines.ToShard shards) {
    this.engines = new Engines(identity, random, shards);
    this.thread = Thread.ofPlatform().name("handshakes").daemon().start(this::run);
  }

  /** Makes the transport's engine. */
  public void open(int shard, Command.OpenTransport open) {
    tasks.add(() -> engines.open(shard, open));
  }

  /**
   * A datagram for a transport's engine.
   *
   * @param datagram empty when the path is ready
   * @return false when too many wait already; the peer sends it again
   */
  public boolean datagram(int transport, byte[] datagram) {
    if (waiting.get() >= MAX_WAITING) {
      return false;
    }
    waiting.incrementAndGet();
    return tasks.add(
        () -> {
          waiting.decrementAndGet();
          engines.datagram(System.nanoTime(), transport, datagram);
        });
  }

  /** Says close_notify where there was a handshake, then runs {@code after}. */
  public void close(int transport, Runnable after) {
    tasks.add(
        () -> {
          engines.close(transport);
          after.run();
        });
  }

  /** Whether handshakes go on. */
  public boolean healthy() {
    return thread.isAlive();
  }

  private void run() {
    while (running) {
      try {
        long wait = Math.min(LONGEST_WAIT_NANOS, engines.deadline() - System.nanoTime());
        Runnable task = tasks.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
        if (task != null) {
          task.run();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
      engines.timeouts(System.nanoTime());
    }
    engines.closeAll();
  }

  /** Says close_notify to every peer and ends the thread; the loops must still turn once. */
  @Override
  public void close() {
    running = false;
    tasks.add(() -> {});
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
