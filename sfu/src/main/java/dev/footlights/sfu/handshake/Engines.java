package dev.footlights.sfu.handshake;

import dev.footlights.rtc.dtls.DtlsEngine;
import dev.footlights.rtc.dtls.DtlsIdentity;
import dev.footlights.sfu.shard.Command;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The DTLS engines of transports on any shard. An engine stays until its transport closes: it
 * repeats its last flight, and hears and says close_notify. One thread; times are the shards'.
 */
public final class Engines {
  /** Where the engines' words go. */
  public interface ToShard {
    void command(int shard, Command command);
  }

  private record Entry(int shard, int transport, DtlsEngine engine) {}

  private final DtlsIdentity identity;
  private final SecureRandom random;
  private final ToShard shards;
  private final Map<Integer, Entry> engines = new TreeMap<>();

  public Engines(DtlsIdentity identity, SecureRandom random, ToShard shards) {
    this.identity = identity;
    this.random = random;
    this.shards = shards;
  }

  /** Makes a transport's engine; it begins with the first datagram, or when its path is ready. */
  public void open(int shard, Command.OpenTransport open) {
    var engine = new DtlsEngine(open.role(), identity, open.remote(), random);
    engines.put(open.transport(), new Entry(shard, open.transport(), engine));
  }

  /**
   * A datagram for a transport's engine.
   *
   * @param datagram empty when the path is ready
   */
  public void datagram(long now, int transport, byte[] datagram) {
    Entry at = engines.get(transport);
    if (at == null) {
      return;
    }
    advance(
        at,
        engine -> {
          if (engine.state() == DtlsEngine.State.IDLE) {
            engine.start(now);
          }
          if (datagram.length > 0) {
            engine.handle(datagram, 0, datagram.length, now);
          }
        });
  }

  /** Does what is due; see {@link #deadline}. */
  public void timeouts(long now) {
    for (Entry at : engines.values().toArray(Entry[]::new)) {
      if (at.engine.nextTimeout() <= now) {
        advance(at, engine -> engine.handleTimeout(now));
      }
    }
  }

  /** When {@link #timeouts} must run next, or {@link Long#MAX_VALUE}. */
  public long deadline() {
    long next = Long.MAX_VALUE;
    for (Entry at : engines.values()) {
      next = Math.min(next, at.engine.nextTimeout());
    }
    return next;
  }

  private interface Step {
    void on(DtlsEngine engine);
  }

  /** A bug in one handshake is the end of that handshake alone. */
  private void advance(Entry at, Step step) {
    DtlsEngine.State before = at.engine.state();
    try {
      step.on(at.engine);
      drain(at);
    } catch (RuntimeException bug) {
      fail(at, "internal error: " + bug);
      return;
    }
    DtlsEngine.State state = at.engine.state();
    if (state != before) {
      switch (state) {
        case CONNECTED ->
            shards.command(at.shard, new Command.Handshaken(at.transport, at.engine.srtpKeys()));
        case FAILED, CLOSED -> fail(at, at.engine.failure());
        default -> {}
      }
    }
  }

  private void fail(Entry at, String why) {
    engines.remove(at.transport);
    at.engine.close();
    shards.command(at.shard, new Command.HandshakeFailed(at.transport, why));
  }

  private void drain(Entry at) {
    for (byte @Nullable [] out = at.engine.poll(); out != null; out = at.engine.poll()) {
      shards.command(at.shard, new Command.DtlsOut(at.transport, out));
    }
  }

  /** Says close_notify where there was a handshake, and forgets the engine. */
  public void close(int transport) {
    Entry at = engines.remove(transport);
    if (at != null) {
      at.engine.close();
      drain(at);
    }
  }

  /** Closes all. */
  public void closeAll() {
    for (Integer transport : engines.keySet().toArray(Integer[]::new)) {
      close(transport);
    }
  }

  /** How many there are. */
  public int size() {
    return engines.size();
  }
}
