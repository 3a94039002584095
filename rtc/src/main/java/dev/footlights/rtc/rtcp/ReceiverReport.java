package dev.footlights.rtc.rtcp;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;

/**
 * What one who sends nothing says about what it receives, RFC 3550 §6.4.2.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P|   RC    |    PT=201     |            length             |
 * |                     SSRC of packet sender                     |
 * |                       report block                            | 0..31
 * </pre>
 *
 * The count of blocks is {@link RtcpHeader#count}.
 */
public final class ReceiverReport {
  /** Bytes without blocks. */
  public static final int FIXED = 8;

  public static final int MAX_BLOCKS = 31;

  private ReceiverReport() {}

  /** Checks one packet of {@code length} bytes within its compound; reading is allowed after it. */
  public static Reject check(byte[] b, int off, int length) {
    return length < FIXED + ReportBlock.BYTES * RtcpHeader.count(b, off)
        ? Reject.REPORT_LENGTH
        : Reject.NONE;
  }

  /** Where {@link ReportBlock} reads or writes block {@code index}, which is below the count. */
  public static int block(int off, int index) {
    return off + FIXED + ReportBlock.BYTES * index;
  }

  /**
   * Writes header and sender of a report; the caller writes the blocks.
   *
   * @param blocks 0 to {@link #MAX_BLOCKS}
   * @return bytes of the whole report
   */
  public static int write(byte[] out, int at, long senderSsrc, int blocks) {
    int length = FIXED + ReportBlock.BYTES * blocks;
    RtcpHeader.write(out, at, blocks, RtcpHeader.RECEIVER_REPORT, length);
    Bytes.put32(out, at + 4, senderSsrc);
    return length;
  }
}
