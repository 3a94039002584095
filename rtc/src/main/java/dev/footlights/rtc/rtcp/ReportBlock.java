package dev.footlights.rtc.rtcp;

import dev.footlights.rtc.Bytes;

/**
 * What a receiver says about one SSRC, RFC 3550 §6.4.1; part of sender and receiver reports.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |                        SSRC of source                         |
 * | fraction lost |       cumulative number lost (signed)         |
 * |        extended highest sequence number received              |
 * |                     interarrival jitter                       |
 * |              LSR: middle 32 bits of the last SR's NTP time    |
 * |              DLSR: delay since then, 1/65536 s                |
 * </pre>
 */
public final class ReportBlock {
  public static final int BYTES = 24;

  private static final int MAX_LOST = 0x7F_FFFF;
  private static final int MIN_LOST = -0x80_0000;

  private ReportBlock() {}

  public static long ssrc(byte[] b, int block) {
    return Bytes.uint32(b, block);
  }

  /** Of the packets since the last report, in 1/256. */
  public static int fractionLost(byte[] b, int block) {
    return Bytes.uint8(b, block + 4);
  }

  /** Since the beginning; negative when duplicates arrived. */
  public static int cumulativeLost(byte[] b, int block) {
    return Bytes.int32(b, block + 4) << 8 >> 8;
  }

  /** Cycles in the upper 16 bits. */
  public static long highestSequence(byte[] b, int block) {
    return Bytes.uint32(b, block + 8);
  }

  /** In units of the RTP timestamp. */
  public static long jitter(byte[] b, int block) {
    return Bytes.uint32(b, block + 12);
  }

  /** 0 before a sender report arrived. */
  public static long lastSenderReport(byte[] b, int block) {
    return Bytes.uint32(b, block + 16);
  }

  /** In 1/65536 s. */
  public static long delaySinceLastSenderReport(byte[] b, int block) {
    return Bytes.uint32(b, block + 20);
  }

  /**
   * Writes one block; returns {@link #BYTES}.
   *
   * @param fractionLost 0 to 255
   * @param cumulativeLost clamped to 24 bits
   */
  public static int write(
      byte[] out,
      int at,
      long ssrc,
      int fractionLost,
      int cumulativeLost,
      long highestSequence,
      long jitter,
      long lastSenderReport,
      long delaySinceLastSenderReport) {
    Bytes.put32(out, at, ssrc);
    Bytes.put8(out, at + 4, fractionLost);
    Bytes.put24(out, at + 5, Math.clamp(cumulativeLost, MIN_LOST, MAX_LOST));
    Bytes.put32(out, at + 8, highestSequence);
    Bytes.put32(out, at + 12, jitter);
    Bytes.put32(out, at + 16, lastSenderReport);
    Bytes.put32(out, at + 20, delaySinceLastSenderReport);
    return BYTES;
  }
}
