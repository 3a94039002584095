package dev.footlights.loop.media;

import dev.footlights.loop.handshake.Handshakes;
import dev.footlights.loop.ring.PacketRing;
import dev.footlights.loop.ring.WordRing;
import dev.footlights.loop.udp.MediaSockets;
import dev.footlights.loop.udp.Outbox;
import dev.footlights.sfu.shard.Command;
import dev.footlights.sfu.shard.Egress;
import dev.footlights.sfu.shard.Event;
import dev.footlights.sfu.shard.Shard;
import dev.footlights.sfu.shard.Shards;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The duty cycle of one media loop: a platform thread that owns its sockets and its shard.
 *
 * <p>It never waits for anyone: commands come from a bounded queue, packets of other loops from
 * rings that drop, and it sleeps only when nothing is due.
 */
final class MediaLoop implements Egress {
  private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);

  /** Commands that may wait; more means that the loop does not turn. */
  private static final int COMMANDS = 1 << 16;

  /** Longest sleep, so that a healthy loop turns at least twice a second. */
  private static final long LONGEST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final int PACKETS_PER_TURN = 512;

  /** How long a full socket holds up what was committed before it is dropped. */
  private static final long HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Clients that never connect are logged once in so many: a token must not fill the disk. */
  private static final int LOGGED_EACH = 100;

  private static final long NOT_BLOCKED = Long.MIN_VALUE;

  private record Queued(long id, Command command) {}

  private final int self;
  private final Shard shard;
  private final MediaSockets sockets;
  private final Outbox outbox;
  private final Shards.Listener listener;
  private final ArrayBlockingQueue<Queued> commands = new ArrayBlockingQueue<>(COMMANDS);
  private final AtomicBoolean asleep = new AtomicBoolean();
  private final PacketRing[] packetsFrom;
  private final WordRing[] wordsFrom;
  private MediaLoop[] loops = {};
  private Handshakes handshakes;
  private volatile long turnedAt = System.nanoTime();
  private volatile boolean running = true;
  private volatile boolean overfull;
  private long blockedSince = NOT_BLOCKED;
  private long neverConnected;

  @SuppressWarnings("NullAway.Init") // handshakes and loops are told by connect, before the start
  MediaLoop(int self, int count, Shard shard, MediaSockets sockets, Shards.Listener listener) {
    this.self = self;
    this.shard = shard;
    this.sockets = sockets;
    this.outbox = sockets.outbox();
    this.listener = listener;
    this.packetsFrom = new PacketRing[count];
    this.wordsFrom = new WordRing[count];
    for (int other = 0; other < count; other++) {
      packetsFrom[other] = new PacketRing(other == self ? 1 : MEDIA_RING_BYTES);
      wordsFrom[other] = new WordRing(CONTROL_RING_WORDS);
    }
  }

  /** Half a second of 30 Mbps between two loops. */
  private static final int MEDIA_RING_BYTES = 2 << 20;

  private static final int CONTROL_RING_WORDS = 1024;

  void connect(MediaLoop[] all, Handshakes engines) {
    loops = all;
    handshakes = engines;
  }

  /**
   * Queues a command; any thread. One that does not fit is lost, and with it what control and shard
   * agree on: the loop stays failed until the process starts anew.
   */
  void submit(long id, Command command) {
    if (!commands.offer(new Queued(id, command))) {
      overfull = true;
    }
    wake();
  }

  /** Whether it turned within the last second and took every command. */
  boolean healthy(long now) {
    return !overfull && now - turnedAt < TimeUnit.SECONDS.toNanos(1);
  }

  void stop() {
    running = false;
    sockets.wake();
  }

  /** Turns until it is stopped. What escapes a turn ends the thread; see its uncaught handler. */
  void run() {
    try {
      while (running) {
        turn();
      }
      // The handshakes' last words.
      takeCommands(System.nanoTime());
      outbox.send();
      sockets.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void turn() throws IOException {
    long now = System.nanoTime();
    turnedAt = now;
    int work = takeCommands(now);
    work += takeFromLoops(now);
    work +=
        sockets.receive((path, bytes, off, len) -> shard.receive(now, path, bytes, off, len, this));
    shard.flush(now, this);
    boolean sent = sendOrDrop(now);
    if (sent) {
      // Only now: a Done promises that what was committed before it has left or was dropped.
      shard.events(this::tell);
    }
    sockets.endTurn();
    if (work == 0) {
      sleep(sent ? LONGEST_SLEEP_NANOS : TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private boolean sendOrDrop(long now) {
    if (outbox.send()) {
      blockedSince = NOT_BLOCKED;
      return true;
    }
    if (blockedSince == NOT_BLOCKED) {
      blockedSince = now;
    }
    if (now - blockedSince < HOLD_NANOS) {
      return false;
    }
    outbox.drop();
    blockedSince = NOT_BLOCKED;
    return true;
  }

  private int takeCommands(long now) {
    int count = 0;
    for (Queued next = commands.poll(); next != null; next = commands.poll()) {
      shard.command(now, next.id, next.command, this);
      count++;
    }
    return count;
  }

  private int takeFromLoops(long now) {
    int count = 0;
    for (int other = 0; other < loops.length; other++) {
      int from = other;
      wordsFrom[other].read(word -> shard.signal(now, from, word));
      count +=
          packetsFrom[other].read(
              (ring, off, len) -> shard.mirror(now, ring, off, len, this), PACKETS_PER_TURN);
    }
    return count;
  }

  private void tell(Event event) {
    if (event instanceof Event.Gone gone) {
      if (gone.reason() == Event.Reason.INTERNAL_ERROR) {
        LOG.error("transport {} ended by a bug: {}", gone.transport(), gone.detail());
      }
      if (gone.reason() == Event.Reason.NEVER_CONNECTED && neverConnected++ % LOGGED_EACH == 0) {
        LOG.warn(
            "transport {} never connected ({} so far in this loop): can its client reach the media"
                + " port by UDP, at the address the answer named?",
            gone.transport(),
            neverConnected);
      }
      handshakes.close(gone.transport(), () -> {});
    }
    listener.event(self, event);
  }

  private void sleep(long longest) throws IOException {
    asleep.set(true);
    try {
      if (commands.isEmpty() && nothingFromLoops() && running) {
        long wait = Math.min(longest, shard.deadline() - System.nanoTime());
        sockets.await(Math.ceilDiv(Math.max(0, wait), TimeUnit.MILLISECONDS.toNanos(1)));
      }
    } finally {
      asleep.set(false);
    }
  }

  private boolean nothingFromLoops() {
    for (int other = 0; other < loops.length; other++) {
      if (!packetsFrom[other].isEmpty() || !wordsFrom[other].isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private void wake() {
    if (asleep.get()) {
      sockets.wake();
    }
  }

  // --- egress of this loop's shard -------------------------------------------------------------

  @Override
  public int claim(int path, int maxBytes) {
    return outbox.claim(path, maxBytes);
  }

  @Override
  public byte[] memory() {
    return outbox.memory();
  }

  @Override
  public void commit(int bytes) {
    outbox.commit(bytes);
  }

  @Override
  public InetSocketAddress address(int path) {
    return outbox.address(path);
  }

  @Override
  public int keep(int path) {
    return outbox.keep(path);
  }

  @Override
  public void release(int path) {
    outbox.release(path);
  }

  @Override
  public boolean toShard(int to, byte[] bytes, int offset, int length) {
    MediaLoop other = loops[to];
    boolean taken = other.packetsFrom[self].write(bytes, offset, length);
    other.wake();
    return taken;
  }

  @Override
  public boolean signal(int to, long word) {
    MediaLoop other = loops[to];
    boolean taken = other.wordsFrom[self].write(word);
    other.wake();
    return taken;
  }

  @Override
  public boolean toHandshake(int transport, byte[] bytes, int offset, int length) {
    return handshakes.datagram(transport, Arrays.copyOfRange(bytes, offset, offset + length));
  }
}
