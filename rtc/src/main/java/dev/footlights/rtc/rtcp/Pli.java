package dev.footlights.rtc.rtcp;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;

/**
 * A receiver wants a keyframe: picture loss indication, RFC 4585 §6.3.1.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P| FMT=1   |    PT=206     |           length=2            |
 * |                    SSRC of packet sender                      |
 * |                     SSRC of media source                      |
 * </pre>
 */
public final class Pli {
  public static final int FORMAT = 1;
  public static final int BYTES = 12;

  private Pli() {}

  /** Checks one packet of {@code length} bytes within its compound; reading is allowed after it. */
  public static Reject check(int length) {
    return length < BYTES ? Reject.FEEDBACK_LENGTH : Reject.NONE;
  }

  public static long mediaSsrc(byte[] b, int off) {
    return Bytes.uint32(b, off + 8);
  }

  /** Returns {@link #BYTES}. */
  public static int write(byte[] out, int at, long senderSsrc, long mediaSsrc) {
    RtcpHeader.write(out, at, FORMAT, RtcpHeader.PAYLOAD_FEEDBACK, BYTES);
    Bytes.put32(out, at + 4, senderSsrc);
    Bytes.put32(out, at + 8, mediaSsrc);
    return BYTES;
  }
}
