package dev.footlights.rtc.rtcp;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;

/**
 * A sender's clock and counters, RFC 3550 §6.4.1.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P|   RC    |    PT=200     |            length             |
 * |                        SSRC of sender                         |
 * |              NTP time: seconds since 1900                     |
 * |                        and fraction                           |
 * |                 RTP timestamp of that time                    |
 * |                    sender's packet count                      |
 * |            sender's octet count, payload only                 |
 * |                       report block                            | 0..31
 * </pre>
 *
 * The count of blocks is {@link RtcpHeader#count}.
 */
public final class SenderReport {
  /** Bytes without blocks. */
  public static final int FIXED = 28;

  private SenderReport() {}

  /** Checks one packet of {@code length} bytes within its compound; reading is allowed after it. */
  public static Reject check(byte[] b, int off, int length) {
    return length < FIXED + ReportBlock.BYTES * RtcpHeader.count(b, off)
        ? Reject.REPORT_LENGTH
        : Reject.NONE;
  }

  public static long ssrc(byte[] b, int off) {
    return RtcpHeader.senderSsrc(b, off);
  }

  /** Seconds since 1900 in the upper, fraction in the lower 32 bits. */
  public static long ntpTime(byte[] b, int off) {
    return Bytes.int64(b, off + 8);
  }

  public static long rtpTimestamp(byte[] b, int off) {
    return Bytes.uint32(b, off + 16);
  }

  public static long packets(byte[] b, int off) {
    return Bytes.uint32(b, off + 20);
  }

  public static long octets(byte[] b, int off) {
    return Bytes.uint32(b, off + 24);
  }

  /** Where {@link ReportBlock} reads block {@code index}, which is below the count. */
  public static int block(int off, int index) {
    return off + FIXED + ReportBlock.BYTES * index;
  }

  /** Writes a report without blocks; returns {@link #FIXED}. Counts take their lower 32 bits. */
  public static int write(
      byte[] out, int at, long ssrc, long ntpTime, long rtpTimestamp, long packets, long octets) {
    RtcpHeader.write(out, at, 0, RtcpHeader.SENDER_REPORT, FIXED);
    Bytes.put32(out, at + 4, ssrc);
    Bytes.put64(out, at + 8, ntpTime);
    Bytes.put32(out, at + 16, rtpTimestamp);
    Bytes.put32(out, at + 20, packets);
    Bytes.put32(out, at + 24, octets);
    return FIXED;
  }
}
