package dev.footlights.rtc.payload;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;

/**
 * What a forwarder reads of H.264 in packetization mode 1, RFC 6184 §5.2 to §5.8.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * |F|NRI|  type   |   1 to 23: one NAL unit, to the packet's end
 *
 * |F|NRI|type=24  |   STAP-A: | size, 16 bits | NAL unit ... | size | NAL unit ... |
 *
 * |F|NRI|type=28  |   FU-A: a piece of one NAL unit
 * |S|E|R|  type   |   S: its first piece, E: its last; its type
 * </pre>
 *
 * Payloads come without RTP padding. Whatever is malformed is no keyframe.
 */
public final class H264 {
  /** Ticks of the RTP timestamp a second (RFC 6184 §8.2.1). */
  public static final int CLOCK_RATE = 90_000;

  private static final int SLICE = 1;
  private static final int IDR_SLICE = 5;
  private static final int SEI = 6;
  private static final int SPS = 7;
  private static final int ACCESS_UNIT_DELIMITER = 9;
  private static final int END_OF_SEQUENCE = 10;
  private static final int END_OF_STREAM = 11;
  private static final int LAST_SINGLE = 23;
  private static final int STAP_A = 24;
  private static final int FU_A = 28;

  private static final int TYPE_MASK = 0x1F;
  private static final int FU_START = 0x80;
  private static final int SIZE_BYTES = 2;

  /** The first bit of a slice: its first macroblock is number 0, in Exp-Golomb code. */
  private static final int FIRST_MACROBLOCK = 0x80;

  private H264() {}

  /**
   * Whether the payload is one of mode 1 and whole.
   *
   * @return {@link Reject#NONE} or {@link Reject#H264_PAYLOAD}
   */
  public static Reject check(byte[] b, int off, int len) {
    if (len < 1 || (b[off] & 0x80) != 0) {
      return Reject.H264_PAYLOAD;
    }
    int type = b[off] & TYPE_MASK;
    boolean whole =
        switch (type) {
          case STAP_A -> aggregateIsWhole(b, off, len);
          case FU_A -> len > 2 && isUnit(b[off + 1] & TYPE_MASK);
          default -> isUnit(type) && (len > 1 || endsStream(type));
        };
    return whole ? Reject.NONE : Reject.H264_PAYLOAD;
  }

  private static boolean isUnit(int type) {
    return type > 0 && type <= LAST_SINGLE;
  }

  /** These units are nothing but their type. */
  private static boolean endsStream(int type) {
    return type == END_OF_SEQUENCE || type == END_OF_STREAM;
  }

  private static boolean aggregateIsWhole(byte[] b, int off, int len) {
    int end = off + len;
    int at = off + 1;
    while (at + SIZE_BYTES < end) {
      int size = Bytes.uint16(b, at);
      at += SIZE_BYTES + size;
      if (size == 0) {
        return false;
      }
    }
    return at == end;
  }

  /**
   * Whether a keyframe begins with this packet: an IDR picture, or the parameter sets before it. A
   * keyframe that has its parameter sets in a packet of their own says yes there and again at its
   * first slice.
   */
  public static boolean keyframe(byte[] b, int off, int len) {
    return find(b, off, len, true);
  }

  /**
   * Whether an access unit may begin with this packet (H.264 §7.4.1.2.3): a delimiter, parameter
   * sets, SEI, or a slice whose first macroblock is number 0. As with {@link #keyframe}, more than
   * one packet of an access unit can say yes.
   */
  public static boolean startsFrame(byte[] b, int off, int len) {
    return find(b, off, len, false);
  }

  private static boolean find(byte[] b, int off, int len, boolean keyframe) {
    if (check(b, off, len) != Reject.NONE) {
      return false;
    }
    switch (b[off] & TYPE_MASK) {
      case STAP_A -> {
        int end = off + len;
        for (int at = off + 1; at < end; at += SIZE_BYTES + Bytes.uint16(b, at)) {
          int unit = at + SIZE_BYTES;
          if (begins(b, unit, unit + 1, at + SIZE_BYTES + Bytes.uint16(b, at), keyframe)) {
            return true;
          }
        }
        return false;
      }
      case FU_A -> {
        return (b[off + 1] & FU_START) != 0 && begins(b, off + 1, off + 2, off + len, keyframe);
      }
      default -> {
        return begins(b, off, off + 1, off + len, keyframe);
      }
    }
  }

  /** Judges one unit by the byte with its type and by its first byte of data. */
  private static boolean begins(byte[] b, int typeAt, int dataAt, int end, boolean keyframe) {
    int type = b[typeAt] & TYPE_MASK;
    if (keyframe) {
      return type == IDR_SLICE || type == SPS;
    }
    return switch (type) {
      case SLICE, IDR_SLICE -> dataAt < end && (b[dataAt] & FIRST_MACROBLOCK) != 0;
      default -> type >= SEI && type <= ACCESS_UNIT_DELIMITER;
    };
  }
}
