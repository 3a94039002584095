package dev.footlights.rtc.rtcp;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;

/**
 * Full intra request, RFC 5104 §4.3.1: keyframes of sources named in the entries.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P| FMT=4   |    PT=206     |            length             |
 * |                    SSRC of packet sender                      |
 * |                  SSRC of media source: unused                 |
 * |                             SSRC                              | 1..n
 * | command number|                   reserved                    |
 * </pre>
 */
public final class Fir {
  public static final int FORMAT = 4;

  private static final int FIXED = 12;
  private static final int ENTRY = 8;

  private Fir() {}

  /** Checks one packet of {@code length} bytes within its compound; reading is allowed after it. */
  public static Reject check(int length) {
    return length < FIXED + ENTRY || (length - FIXED) % ENTRY != 0
        ? Reject.FEEDBACK_LENGTH
        : Reject.NONE;
  }

  /** How many entries a checked packet of {@code length} bytes has. */
  public static int entries(int length) {
    return (length - FIXED) / ENTRY;
  }

  /** Whose keyframe entry {@code index} wants. */
  public static long ssrc(byte[] b, int off, int index) {
    return Bytes.uint32(b, off + FIXED + ENTRY * index);
  }

  /** 0 to 255: a number seen before is a repetition of the same wish. */
  public static int commandNumber(byte[] b, int off, int index) {
    return Bytes.uint8(b, off + FIXED + ENTRY * index + 4);
  }
}
