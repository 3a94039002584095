package dev.footlights.rtc.repair;

import java.time.Duration;
import java.util.Arrays;

/**
 * Which packets of one media SSRC to ask for again, and when (RFC 4585 §6.2.1 leaves the timing to
 * the receiver).
 *
 * <p>A gap may be reordering, so it is asked for only when it is still one after {@link
 * #REORDERING_NANOS}; then once per round trip, until the packet comes, the attempts are used up,
 * or it is too old to be of use. Packets repaired by RTX are to be reported as received under their
 * original number, and padding-only packets like any other.
 *
 * <p>Owned by the receiving shard. Times are its nanoseconds.
 */
public final class NackGenerator {
  /** How long a gap may be mere reordering; most networks reorder by a few milliseconds. */
  public static final long REORDERING_NANOS = Duration.ofMillis(10).toNanos();

  /** Shortest time between two requests for the same packet, however near the publisher is. */
  public static final long MIN_RETRY_NANOS = Duration.ofMillis(20).toNanos();

  /** Assumed until a round trip was measured. */
  public static final long DEFAULT_RTT_NANOS = Duration.ofMillis(100).toNanos();

  /** Longer measurements are taken for this: a request must go out while it is of use. */
  public static final long MAX_RTT_NANOS = Duration.ofMillis(500).toNanos();

  /** Requests for one packet: at 30 % loss both ways one in 800 stays lost. */
  public static final int MAX_ATTEMPTS = 10;

  /** Senders keep about a second of packets for retransmission. */
  public static final long GIVE_UP_NANOS = Duration.ofSeconds(1).toNanos();

  /**
   * A longer gap is an outage that only a keyframe mends: 512 packets are half a second of 10
   * Mbit/s.
   */
  public static final int MAX_GAP = 512;

  public static final long NEVER = Long.MAX_VALUE;

  /**
   * Successive numbers from elsewhere after which the sender is taken to have begun anew (RFC 3550
   * appendix A.1 has two, but two repaired packets may come as late as that).
   */
  static final int RESTART_AFTER = 5;

  private static final int WINDOW = 2 * MAX_GAP;
  private static final int NONE = -1;

  private final boolean[] missing = new boolean[WINDOW];
  private final byte[] attempts = new byte[WINDOW];
  private final long[] since = new long[WINDOW];
  private final long[] due = new long[WINDOW];

  private long highest = NONE;
  private long oldestMissing;
  private int missingCount;
  private int restartNumber = NONE;
  private int restartRun;
  private long retry = DEFAULT_RTT_NANOS + REORDERING_NANOS;
  private long deadline = NEVER;
  private long abandoned;

  /**
   * A packet arrived, by itself or repaired.
   *
   * @param sequenceNumber 0 to 65535
   */
  public void received(long now, int sequenceNumber) {
    if (highest == NONE) {
      highest = sequenceNumber;
      oldestMissing = highest + 1;
      return;
    }
    int ahead = (short) (sequenceNumber - (int) highest);
    if (ahead > MAX_GAP || ahead <= -WINDOW) {
      mayBeRestart(sequenceNumber, highest + ahead);
      return;
    }
    restartNumber = NONE;
    if (ahead > 0) {
      for (long number = highest + 1; number < highest + ahead; number++) {
        miss(now, number);
      }
      highest += ahead;
      forgetIfMissing(highest - WINDOW);
      oldestMissing = missingCount == 0 ? highest + 1 : oldestMissing;
    } else {
      found(highest + ahead);
    }
  }

  private void mayBeRestart(int sequenceNumber, long extended) {
    restartRun = sequenceNumber == restartNumber ? restartRun + 1 : 1;
    restartNumber = (sequenceNumber + 1) & 0xFFFF;
    if (restartRun < RESTART_AFTER) {
      return;
    }
    restartNumber = NONE;
    Arrays.fill(missing, false);
    abandoned += missingCount;
    missingCount = 0;
    deadline = NEVER;
    highest = extended < 0 ? sequenceNumber : extended;
    oldestMissing = highest + 1;
  }

  private void miss(long now, long number) {
    forgetIfMissing(number - WINDOW);
    int slot = slot(number);
    missing[slot] = true;
    attempts[slot] = 0;
    since[slot] = now;
    due[slot] = now + REORDERING_NANOS;
    if (missingCount++ == 0) {
      oldestMissing = number;
    }
    deadline = Math.min(deadline, due[slot]);
  }

  private void found(long number) {
    int slot = slot(number);
    if (number >= oldestMissing && missing[slot]) {
      clear(slot);
    }
  }

  private void forgetIfMissing(long number) {
    if (missingCount > 0 && number >= oldestMissing && missing[slot(number)]) {
      clear(slot(number));
      abandoned++;
    }
  }

  private void clear(int slot) {
    missing[slot] = false;
    if (--missingCount == 0) {
      deadline = NEVER;
    }
  }

  /**
   * Takes the packets to ask for now; each counts as asked for.
   *
   * @param into receives sequence numbers, oldest first
   * @return how many; when the array was filled, poll again
   */
  public int poll(long now, int[] into) {
    if (now < deadline) {
      return 0;
    }
    int count = 0;
    long next = NEVER;
    long oldest = highest + 1;
    for (long number = Math.max(oldestMissing, highest - WINDOW + 1); number <= highest; number++) {
      int slot = slot(number);
      if (!missing[slot]) {
        continue;
      }
      if (due[slot] <= now) {
        if (attempts[slot] >= MAX_ATTEMPTS || now - since[slot] >= GIVE_UP_NANOS) {
          clear(slot);
          abandoned++;
          continue;
        }
        if (count < into.length) {
          into[count++] = (int) (number & 0xFFFF);
          attempts[slot]++;
          due[slot] = now + retry;
        }
      }
      next = Math.min(next, due[slot]);
      oldest = Math.min(oldest, number);
    }
    oldestMissing = oldest;
    deadline = next;
    return count;
  }

  /** When to poll next, or {@link #NEVER}. */
  public long deadline() {
    return deadline;
  }

  /** The measured round trip to the sender. */
  public void rtt(long nanos) {
    long rtt = Math.clamp(nanos, 0, MAX_RTT_NANOS);
    retry = Math.max(MIN_RETRY_NANOS, rtt + REORDERING_NANOS);
  }

  /** Packets given up since the beginning: when it grows, only a keyframe helps. */
  public long abandoned() {
    return abandoned;
  }

  private static int slot(long number) {
    return (int) (number & WINDOW - 1);
  }
}
