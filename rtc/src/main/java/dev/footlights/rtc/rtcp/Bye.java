package dev.footlights.rtc.rtcp;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;

/**
 * Sources that leave, RFC 3550 §6.6. The reason, if any, is not read.
 *
 * <pre>
 * |V=2|P|   SC    |    PT=203     |            length             |
 * |                           SSRC/CSRC                           | 0..31
 * |    length     |     reason ...                                  0..1
 * </pre>
 *
 * The count of sources is {@link RtcpHeader#count}.
 */
public final class Bye {
  /** Bytes of a packet for one source without a reason. */
  public static final int BYTES = 8;

  private Bye() {}

  /** Checks one packet of {@code length} bytes within its compound; reading is allowed after it. */
  public static Reject check(byte[] b, int off, int length) {
    return length < RtcpHeader.BYTES + 4 * RtcpHeader.count(b, off)
        ? Reject.RTCP_LENGTH
        : Reject.NONE;
  }

  /** Source {@code index}, which is below the count. */
  public static long ssrc(byte[] b, int off, int index) {
    return Bytes.uint32(b, off + RtcpHeader.BYTES + 4 * index);
  }

  /** Writes a packet for one source; returns {@link #BYTES}. */
  public static int write(byte[] out, int at, long ssrc) {
    RtcpHeader.write(out, at, 1, RtcpHeader.BYE, BYTES);
    Bytes.put32(out, at + 4, ssrc);
    return BYTES;
  }
}
