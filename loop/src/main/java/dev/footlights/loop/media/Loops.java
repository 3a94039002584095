package dev.footlights.loop.media;

import dev.footlights.loop.handshake.Handshakes;
import dev.footlights.loop.udp.LocalAddresses;
import dev.footlights.loop.udp.MediaSockets;
import dev.footlights.rtc.dtls.DtlsIdentity;
import dev.footlights.sfu.shard.Command;
import dev.footlights.sfu.shard.Shard;
import dev.footlights.sfu.shard.Shards;
import dev.footlights.sfu.stats.Counters;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process's media loops, their sockets and their handshakes. */
public final class Loops implements Shards, AutoCloseable {
  /** Commands of the handshakes; nobody waits for their {@code Done}. */
  private static final long NOBODY_WAITS = -1;

  /**
   * Where the media plane listens.
   *
   * @param port UDP port of loop 0, loop <i>n</i> has {@code port + n}; 0 takes free ones
   * @param loops how many, at least 1
   * @param announced addresses that answers name in place of the local ones; empty for the local
   *     ones
   */
  public record Settings(int port, int loops, List<InetAddress> announced) {}

  /** Tries at finding neighbouring free ports. */
  private static final int TRIES = 100;

  private static final int MAX_PORT = 65_535;

  private final Settings settings;
  private final int port;
  private final List<InetAddress> local;
  private final MediaLoop[] loops;
  private final Thread[] threads;
  private final Counters[] counters;
  private final Handshakes handshakes;

  /**
   * Binds every socket and starts the loops.
   *
   * @param listener hears every event, on the loops' threads
   * @param wallNow read once, for sender reports
   * @throws IOException when a port is taken, naming the address
   */
  public Loops(
      Settings settings,
      DtlsIdentity identity,
      SecureRandom random,
      Instant wallNow,
      Listener listener)
      throws IOException {
    this.settings = settings;
    this.local = LocalAddresses.usable();
    this.loops = new MediaLoop[settings.loops()];
    this.threads = new Thread[settings.loops()];
    this.counters = new Counters[settings.loops()];
    long unixAtZero = unixNanos(wallNow) - System.nanoTime();
    Arrays.setAll(counters, i -> new Counters());
    Bound bound = settings.port() == 0 ? bindAny() : bindAll(settings.port());
    port = bound.port();
    for (int i = 0; i < loops.length; i++) {
      var shard = new Shard(i, unixAtZero, counters[i]);
      loops[i] = new MediaLoop(i, loops.length, shard, bound.sockets().get(i), listener);
    }
    handshakes =
        new Handshakes(
            identity, random, (shard, command) -> loops[shard].submit(NOBODY_WAITS, command));
    for (int i = 0; i < loops.length; i++) {
      loops[i].connect(loops, handshakes);
      threads[i] = Thread.ofPlatform().name("media-" + i).start(loops[i]::run);
    }
  }

  private record Bound(int port, List<MediaSockets> sockets) {}

  /** The system gives away one free port; whether its neighbours are free is tried. */
  private Bound bindAny() throws IOException {
    IOException last = new IOException("no " + loops.length + " neighbouring ports are free");
    for (int i = 0; i < TRIES; i++) {
      int free;
      try (var socket = new DatagramSocket()) {
        free = socket.getLocalPort();
      }
      if (free + loops.length - 1 <= MAX_PORT) {
        try {
          return bindAll(free);
        } catch (IOException e) {
          last = e;
        }
      }
    }
    throw last;
  }

  private Bound bindAll(int first) throws IOException {
    List<MediaSockets> bound = new ArrayList<>();
    try {
      for (int i = 0; i < loops.length; i++) {
        bound.add(new MediaSockets(local, first + i, counters[i]));
      }
    } catch (IOException e) {
      for (MediaSockets sockets : bound) {
        sockets.close();
      }
      throw e;
    }
    return new Bound(first, bound);
  }

  private static long unixNanos(Instant wall) {
    return TimeUnit.SECONDS.toNanos(wall.getEpochSecond()) + wall.getNano();
  }

  /** UDP port of loop 0; loop <i>n</i> has that plus <i>n</i>. */
  public int port() {
    return port;
  }

  @Override
  public int count() {
    return loops.length;
  }

  @Override
  public List<InetSocketAddress> candidates(int shard) {
    List<InetAddress> addresses = settings.announced().isEmpty() ? local : settings.announced();
    return addresses.stream().map(address -> new InetSocketAddress(address, port + shard)).toList();
  }

  @Override
  public void command(int shard, long id, Command command) {
    switch (command) {
      case Command.OpenTransport open -> {
        handshakes.open(shard, open);
        loops[shard].submit(id, open);
      }
      case Command.CloseTransport close ->
          handshakes.close(close.transport(), () -> loops[shard].submit(id, close));
      default -> loops[shard].submit(id, command);
    }
  }

  /** One set of totals a loop; any thread may read them. */
  public List<Counters> counters() {
    return List.of(counters);
  }

  /** Whether every loop turned within the last second, and handshakes go on. */
  public boolean healthy() {
    if (!handshakes.healthy()) {
      return false;
    }
    long now = System.nanoTime();
    for (MediaLoop loop : loops) {
      if (!loop.healthy(now)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    handshakes.close();
    for (MediaLoop loop : loops) {
      loop.stop();
    }
    for (Thread thread : threads) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
