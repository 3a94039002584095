package dev.footlights.rtc.feedback;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;

/**
 * Reads transport-wide feedback (see {@link TransportFeedback} for the message). One per peer: it
 * follows the reference time, which wraps after twelve days.
 *
 * <p>Owned by the transport's shard.
 */
public final class FeedbackReader {
  /** A message that tells of more than half the number space is ambiguous. */
  public static final int MAX_STATUSES = 1 << 15;

  /** What a message tells, in the order of the numbers. */
  public interface Arrivals {
    /**
     * @param arrivalNanos on the peer's clock, whose zero is unknown; a multiple of 250 µs
     */
    void received(int transportSequence, long arrivalNanos);

    /** {@code count} packets from {@code transportSequence} on had not arrived. */
    void lost(int transportSequence, int count);
  }

  private static final int REFERENCE_BITS = 24;

  private static final Arrivals NOBODY =
      new Arrivals() {
        @Override
        public void received(int transportSequence, long arrivalNanos) {}

        @Override
        public void lost(int transportSequence, int count) {}
      };

  private boolean begun;
  private long reference;

  private int number;
  private int losses;
  private int deltaAt;
  private long tick;

  /** Whether a packet of type 205 has this format. */
  public static boolean matches(int format) {
    return format == TransportFeedback.FORMAT;
  }

  /**
   * Reads one message whose common header was already checked.
   *
   * @param length bytes of this packet within its compound, header included
   * @return {@link Reject#NONE} when it was read, else why it was refused; nothing has been
   *     reported then
   */
  public Reject read(byte[] b, int off, int length, Arrivals to) {
    if (length < TransportFeedback.FIXED + TransportFeedback.CHUNK) {
      return Reject.FEEDBACK_LENGTH;
    }
    int statuses = Bytes.uint16(b, off + 14);
    if (statuses == 0 || statuses > MAX_STATUSES) {
      return Reject.FEEDBACK_LENGTH;
    }
    int deltas = chunksEnd(b, off, length, statuses);
    if (deltas < 0) {
      return Reject.FEEDBACK_LENGTH;
    }
    Reject reject = walk(b, off, off + length, deltas, statuses, 0, NOBODY);
    if (reject == Reject.NONE) {
      walk(b, off, off + length, deltas, statuses, reference(Bytes.uint24(b, off + 16)), to);
    }
    return reject;
  }

  /** The message's number, 0 to 255: a gap is a lost message. */
  public static int message(byte[] b, int off) {
    return Bytes.uint8(b, off + 19);
  }

  private long reference(int wire) {
    int shift = Integer.SIZE - REFERENCE_BITS;
    reference =
        begun ? reference + (wire - (int) reference << shift >> shift) : wire << shift >> shift;
    begun = true;
    return reference * TransportFeedback.TICKS_PER_REFERENCE;
  }

  /** Where the deltas begin, or -1 when the chunks leave the packet. */
  private static int chunksEnd(byte[] b, int off, int length, int statuses) {
    int at = off + TransportFeedback.FIXED;
    for (int left = statuses; left > 0; at += TransportFeedback.CHUNK) {
      if (at + TransportFeedback.CHUNK > off + length) {
        return -1;
      }
      int held = symbols(Bytes.uint16(b, at));
      if (held == 0) {
        return -1;
      }
      left -= held;
    }
    return at;
  }

  private static int symbols(int chunk) {
    if ((chunk & TransportFeedback.VECTOR_BIT) == 0) {
      return chunk & TransportFeedback.MAX_RUN;
    }
    return (chunk & TransportFeedback.TWO_BIT_VECTOR) == TransportFeedback.TWO_BIT_VECTOR
        ? TransportFeedback.TWO_BIT_SYMBOLS
        : TransportFeedback.ONE_BIT_SYMBOLS;
  }

  private Reject walk(
      byte[] b, int off, int end, int deltas, int statuses, long referenceTick, Arrivals to) {
    number = Bytes.uint16(b, off + 12);
    losses = 0;
    deltaAt = deltas;
    tick = referenceTick;
    int left = statuses;
    for (int at = off + TransportFeedback.FIXED; left > 0; at += TransportFeedback.CHUNK) {
      int chunk = Bytes.uint16(b, at);
      int held = Math.min(left, symbols(chunk));
      left -= held;
      if (chunk < TransportFeedback.VECTOR_BIT && chunk >>> 13 == TransportFeedback.NOT_RECEIVED) {
        losses += held;
        continue;
      }
      for (int i = 0; i < held; i++) {
        Reject reject = status(b, end, symbol(chunk, i), to);
        if (reject != Reject.NONE) {
          return reject;
        }
      }
    }
    tellLosses(to);
    return Reject.NONE;
  }

  private static int symbol(int chunk, int i) {
    if (chunk < TransportFeedback.VECTOR_BIT) {
      return chunk >>> 13;
    }
    return chunk < TransportFeedback.TWO_BIT_VECTOR
        ? chunk >>> TransportFeedback.ONE_BIT_SYMBOLS - 1 - i & 1
        : chunk >>> TransportFeedback.ONE_BIT_SYMBOLS - 2 - 2 * i & 3;
  }

  private Reject status(byte[] b, int end, int symbol, Arrivals to) {
    switch (symbol) {
      case TransportFeedback.NOT_RECEIVED -> {
        losses++;
        return Reject.NONE;
      }
      case TransportFeedback.SMALL_DELTA -> {
        if (deltaAt + 1 > end) {
          return Reject.FEEDBACK_LENGTH;
        }
        tick += Bytes.uint8(b, deltaAt++);
      }
      case TransportFeedback.LARGE_DELTA -> {
        if (deltaAt + 2 > end) {
          return Reject.FEEDBACK_LENGTH;
        }
        tick += (short) Bytes.uint16(b, deltaAt);
        deltaAt += 2;
      }
      default -> {
        return Reject.RTCP_MALFORMED;
      }
    }
    tellLosses(to);
    to.received(number, tick * TransportFeedback.TICK_NANOS);
    number = (number + 1) & 0xFFFF;
    return Reject.NONE;
  }

  private void tellLosses(Arrivals to) {
    if (losses > 0) {
      to.lost(number, losses);
      number = (number + losses) & 0xFFFF;
      losses = 0;
    }
  }
}
