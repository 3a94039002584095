package dev.footlights.rtc.feedback;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.rtcp.RtcpHeader;
import java.time.Duration;
import java.util.Arrays;

/**
 * Tells a sender when each of its packets arrived, by their transport-wide numbers (see {@link
 * TransportFeedback} for the message). Without it a publisher stays at a few hundred kbit/s.
 *
 * <p>A message begins after the last number reported, so that a loss is told as such. A packet that
 * comes after it was told as lost makes the next message begin with it.
 *
 * <p>Owned by the transport's shard. Times are its nanoseconds.
 */
public final class ArrivalFeedback {
  /** Longest time an arrival waits to be told; senders estimate well with 50 to 100 ms. */
  public static final long INTERVAL_NANOS = Duration.ofMillis(50).toNanos();

  /** Numbers remembered; 1024 packets in 50 ms are 190 Mbit/s. */
  public static final int WINDOW = 1024;

  /** Room that suffices for at least one arrival. */
  public static final int MIN_ROOM = 32;

  public static final long NEVER = Long.MAX_VALUE;

  private static final long NONE = -1;

  /** Numbers begin here, so that those before the first one are not negative. */
  private static final long FIRST_CYCLE = 1L << 16;

  private final long[] numbers = new long[WINDOW];
  private final long[] ticks = new long[WINDOW];
  private final byte[] symbols = new byte[WINDOW];
  private final int[] deltas = new int[WINDOW];

  private long highest = NONE;
  private long base;
  private int messages;
  private long deadline = NEVER;

  public ArrivalFeedback() {
    Arrays.fill(numbers, NONE);
  }

  /**
   * A packet arrived; a second arrival of the same number changes nothing.
   *
   * @param transportSequence 0 to 65535
   */
  public void received(int transportSequence, long now) {
    long number;
    if (highest == NONE) {
      number = FIRST_CYCLE + transportSequence;
      highest = number;
      base = number;
    } else {
      number = highest + (short) (transportSequence - (int) highest);
      if (number <= highest - WINDOW) {
        return;
      }
    }
    int slot = slot(number);
    if (numbers[slot] == number) {
      return;
    }
    numbers[slot] = number;
    ticks[slot] = Math.floorDiv(now, TransportFeedback.TICK_NANOS);
    highest = Math.max(highest, number);
    base = Math.max(Math.min(base, number), highest - WINDOW + 1);
    deadline = Math.min(deadline, now + INTERVAL_NANOS);
  }

  /** When to poll next, or {@link #NEVER}. */
  public long deadline() {
    return deadline;
  }

  /**
   * Writes the next message that is due; poll until there is none.
   *
   * @param mediaSsrc of any stream of the sender
   * @param room bytes free in {@code out} from {@code at} on, at least {@link #MIN_ROOM}
   * @return its length, a multiple of 4, or 0
   */
  public int poll(long now, long senderSsrc, long mediaSsrc, byte[] out, int at, int room) {
    if (now < deadline) {
      return 0;
    }
    long first = firstArrival();
    if (first - base > leadingLosses(room)) {
      base = first;
    }
    long reference = Math.floorDiv(ticks[slot(first)], TransportFeedback.TICKS_PER_REFERENCE);
    int count = collect(reference * TransportFeedback.TICKS_PER_REFERENCE, room);
    if (count == 0) {
      return 0;
    }
    int end = write(out, at, count);
    Bytes.put32(out, at + 4, senderSsrc);
    Bytes.put32(out, at + 8, mediaSsrc);
    Bytes.put16(out, at + 12, (int) base);
    Bytes.put16(out, at + 14, count);
    Bytes.put24(out, at + 16, (int) reference);
    Bytes.put8(out, at + 19, messages++);
    int length = (end - at + 3) & ~3;
    Arrays.fill(out, end, at + length, (byte) 0);
    RtcpHeader.write(out, at, TransportFeedback.FORMAT, RtcpHeader.TRANSPORT_FEEDBACK, length);
    base += count;
    if (base > highest) {
      deadline = NEVER;
    }
    return length;
  }

  private long firstArrival() {
    long number = base;
    while (numbers[slot(number)] != number) {
      number++;
    }
    return number;
  }

  /** How many losses fit before one arrival. */
  private static int leadingLosses(int room) {
    return (room - MIN_ROOM) / TransportFeedback.CHUNK * TransportFeedback.TWO_BIT_SYMBOLS;
  }

  /**
   * Fills symbols and deltas from the base on, as far as room, the 16 bits of a delta and the
   * arrivals go.
   *
   * @return the symbols, the last of which is an arrival
   */
  private int collect(long referenceTick, int room) {
    long previous = referenceTick;
    int arrived = 0;
    int deltaBytes = 0;
    for (long number = base; number <= highest; number++) {
      int i = (int) (number - base);
      int slot = slot(number);
      if (numbers[slot] != number) {
        symbols[i] = TransportFeedback.NOT_RECEIVED;
        continue;
      }
      long delta = ticks[slot] - previous;
      boolean small = delta >= 0 && delta <= 0xFF;
      deltaBytes += small ? 1 : 2;
      if (delta != (short) delta || most(i + 1, deltaBytes) > room) {
        break;
      }
      symbols[i] = (byte) (small ? TransportFeedback.SMALL_DELTA : TransportFeedback.LARGE_DELTA);
      deltas[i] = (int) delta;
      previous = ticks[slot];
      arrived = i + 1;
    }
    return arrived;
  }

  /** Upper bound of a message's bytes: every chunk but the last holds at least seven symbols. */
  private static int most(int count, int deltaBytes) {
    int chunks = count / TransportFeedback.TWO_BIT_SYMBOLS + 1;
    return (TransportFeedback.FIXED + chunks * TransportFeedback.CHUNK + deltaBytes + 3) & ~3;
  }

  /** Writes chunks and deltas; returns where they end. */
  private int write(byte[] out, int at, int count) {
    int next = at + TransportFeedback.FIXED;
    for (int i = 0; i < count; next += TransportFeedback.CHUNK) {
      i += chunk(out, next, i, count);
    }
    for (int i = 0; i < count; i++) {
      if (symbols[i] == TransportFeedback.SMALL_DELTA) {
        Bytes.put8(out, next++, deltas[i]);
      } else if (symbols[i] == TransportFeedback.LARGE_DELTA) {
        Bytes.put16(out, next, deltas[i]);
        next += 2;
      }
    }
    return next;
  }

  /** Writes the chunk that holds most symbols from {@code i} on; returns how many. */
  private int chunk(byte[] out, int at, int i, int count) {
    int symbol = symbols[i];
    int run = 1;
    while (i + run < count && symbols[i + run] == symbol && run < TransportFeedback.MAX_RUN) {
      run++;
    }
    int dense = 0;
    while (dense < TransportFeedback.ONE_BIT_SYMBOLS
        && i + dense < count
        && symbols[i + dense] != TransportFeedback.LARGE_DELTA) {
      dense++;
    }
    boolean oneBit = dense == Math.min(TransportFeedback.ONE_BIT_SYMBOLS, count - i);
    int sparse = Math.min(TransportFeedback.TWO_BIT_SYMBOLS, count - i);
    if (run >= (oneBit ? dense : sparse)) {
      Bytes.put16(out, at, symbol << 13 | run);
      return run;
    }
    int held = oneBit ? dense : sparse;
    int bits = oneBit ? 1 : 2;
    int word = oneBit ? TransportFeedback.VECTOR_BIT : TransportFeedback.TWO_BIT_VECTOR;
    for (int k = 0; k < held; k++) {
      word |= symbols[i + k] << TransportFeedback.ONE_BIT_SYMBOLS - bits * (k + 1);
    }
    Bytes.put16(out, at, word);
    return held;
  }

  private static int slot(long number) {
    return (int) (number & WINDOW - 1);
  }
}
