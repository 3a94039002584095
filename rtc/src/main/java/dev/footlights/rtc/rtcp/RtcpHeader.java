package dev.footlights.rtc.rtcp;

import dev.footlights.rtc.Bytes;

/**
 * What every RTCP packet begins with, RFC 3550 §6.4, RFC 4585 §6.1.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P|  count  |  packet type  |     words that follow         |
 * |                       SSRC of sender                          |
 * </pre>
 *
 * A feedback message has its format (FMT) where others have a count.
 */
public final class RtcpHeader {
  /** Packet types (RFC 3550 §12.1, RFC 4585 §6.1, RFC 3611 §2). */
  public static final int SENDER_REPORT = 200;

  public static final int RECEIVER_REPORT = 201;
  public static final int SDES = 202;
  public static final int BYE = 203;
  public static final int APP = 204;
  public static final int TRANSPORT_FEEDBACK = 205;
  public static final int PAYLOAD_FEEDBACK = 206;
  public static final int EXTENDED_REPORT = 207;

  /** Bytes before the sender's SSRC. */
  public static final int BYTES = 4;

  private static final int VERSION = 2;

  private RtcpHeader() {}

  /**
   * Writes the first word.
   *
   * @param count 0 to 31: count or format
   * @param length bytes of the packet, this header included, a multiple of 4
   */
  public static void write(byte[] out, int at, int count, int type, int length) {
    out[at] = (byte) (VERSION << 6 | count);
    out[at + 1] = (byte) type;
    Bytes.put16(out, at + 2, length / 4 - 1);
  }

  static int version(byte[] b, int off) {
    return Bytes.uint8(b, off) >>> 6;
  }

  static boolean padded(byte[] b, int off) {
    return (b[off] & 0x20) != 0;
  }

  public static int count(byte[] b, int off) {
    return b[off] & 0x1F;
  }

  public static int type(byte[] b, int off) {
    return Bytes.uint8(b, off + 1);
  }

  /** Bytes of the packet as its header says, padding included. */
  static int length(byte[] b, int off) {
    return 4 * (Bytes.uint16(b, off + 2) + 1);
  }

  /** Of a packet of at least 8 bytes. */
  public static long senderSsrc(byte[] b, int off) {
    return Bytes.uint32(b, off + BYTES);
  }
}
