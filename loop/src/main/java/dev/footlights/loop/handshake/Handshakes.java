package dev.footlights.loop.handshake;

import dev.footlights.rtc.dtls.DtlsEngine;
import dev.footlights.rtc.dtls.DtlsIdentity;
import dev.footlights.sfu.shard.Command;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The DTLS engines of all transports, on a platform thread of their own: a handshake costs
 * milliseconds, which no media loop has. An engine stays until its transport closes.
 */
public final class Handshakes implements AutoCloseable {
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Datagrams that may wait: a handshake has four, so a join storm of 2,000 fits. */
  private static final int MAX_WAITING = 8_192;

  /** Where an engine's words go. */
  public interface ToShard {
    void command(int shard, Command command);
  }

  private record Engine(int shard, int transport, DtlsEngine engine) {}

  private final DtlsIdentity identity;
  private final SecureRandom random;
  private final ToShard shards;
  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Map<Integer, Engine> engines = new HashMap<>();
  private final Thread thread;
  private volatile boolean running = true;

  public Handshakes(DtlsIdentity identity, SecureRandom random, ToShard shards) {
    this.identity = identity;
    this.random = random;
    this.shards = shards;
    this.thread = Thread.ofPlatform().name("handshakes").daemon().start(this::run);
  }

  /** Makes the transport's engine; it begins with the first datagram, or when the path is ready. */
  public void open(int shard, Command.OpenTransport open) {
    tasks.add(
        () ->
            engines.put(
                open.transport(),
                new Engine(
                    shard,
                    open.transport(),
                    new DtlsEngine(open.role(), identity, open.remote(), random))));
  }

  /**
   * A datagram for a transport's engine.
   *
   * @param datagram empty when the path is ready
   * @return false when too many wait already; the peer sends it again
   */
  public boolean datagram(int transport, byte[] datagram) {
    if (tasks.size() >= MAX_WAITING) {
      return false;
    }
    return tasks.add(
        () -> {
          Engine at = engines.get(transport);
          if (at != null) {
            DtlsEngine.State before = begin(at);
            if (datagram.length > 0) {
              at.engine.handle(datagram, 0, datagram.length, System.nanoTime());
            }
            tell(at, before);
          }
        });
  }

  private static DtlsEngine.State begin(Engine at) {
    DtlsEngine.State before = at.engine.state();
    if (before == DtlsEngine.State.IDLE) {
      at.engine.start(System.nanoTime());
    }
    return before;
  }

  /** Says close_notify where there was a handshake, then runs {@code after}. */
  public void close(int transport, Runnable after) {
    tasks.add(
        () -> {
          Engine at = engines.remove(transport);
          if (at != null) {
            at.engine.close();
            drain(at);
          }
          after.run();
        });
  }

  private void run() {
    while (running) {
      try {
        Runnable task = tasks.poll(longestWait(System.nanoTime()), TimeUnit.NANOSECONDS);
        if (task != null) {
          task.run();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
      timeouts(System.nanoTime());
    }
    for (Engine at : engines.values()) {
      at.engine.close();
      drain(at);
    }
  }

  private long longestWait(long now) {
    long wait = LONGEST_WAIT_NANOS;
    for (Engine at : engines.values()) {
      wait = Math.min(wait, at.engine.nextTimeout() - now);
    }
    return Math.max(0, wait);
  }

  private void timeouts(long now) {
    for (Engine at : engines.values().toArray(Engine[]::new)) {
      if (at.engine.nextTimeout() <= now) {
        DtlsEngine.State before = at.engine.state();
        at.engine.handleTimeout(now);
        tell(at, before);
      }
    }
  }

  private void tell(Engine at, DtlsEngine.State before) {
    drain(at);
    DtlsEngine.State state = at.engine.state();
    if (state == before) {
      return;
    }
    switch (state) {
      case CONNECTED ->
          shards.command(at.shard, new Command.Handshaken(at.transport, at.engine.srtpKeys()));
      case FAILED, CLOSED -> {
        engines.remove(at.transport);
        at.engine.close();
        shards.command(at.shard, new Command.HandshakeFailed(at.transport, at.engine.failure()));
      }
      default -> {}
    }
  }

  private void drain(Engine at) {
    for (byte @Nullable [] out = at.engine.poll(); out != null; out = at.engine.poll()) {
      shards.command(at.shard, new Command.DtlsOut(at.transport, out));
    }
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
