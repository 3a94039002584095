package dev.footlights.rtc.repair;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;
import dev.footlights.rtc.rtp.RtpHeader;

/**
 * A retransmission: the original packet under another SSRC, payload type and number, RFC 4588 §4.
 *
 * <pre>
 * | RTP header, CSRCs, extension: SSRC, PT and number of the RTX stream |
 * |  OSN: original number, 2 bytes  |  original payload, padding ...    |
 * </pre>
 *
 * Packets passed {@link RtpHeader#check} before.
 */
public final class Rtx {
  /** What a retransmission is longer by. */
  public static final int OSN_BYTES = 2;

  private Rtx() {}

  /**
   * Makes the original packet of a retransmission, at the same offset. Extension elements stay
   * where they are; they are those of the retransmission.
   *
   * @return the original's length, or {@code -Reject.RTX_SHORT.ordinal()} where there is no
   *     original number, as in padding sent to probe; the packet is untouched then
   */
  public static int unwrap(byte[] b, int off, int len, int payloadType, long ssrc) {
    int header = RtpHeader.length(b, off);
    if (len - header - RtpHeader.paddingBytes(b, off, len) < OSN_BYTES) {
      return -Reject.RTX_SHORT.ordinal();
    }
    int payload = off + header;
    RtpHeader.sequenceNumber(b, off, Bytes.uint16(b, payload));
    RtpHeader.payloadType(b, off, payloadType);
    RtpHeader.ssrc(b, off, ssrc);
    System.arraycopy(b, payload + OSN_BYTES, b, payload, len - header - OSN_BYTES);
    return len - OSN_BYTES;
  }

  /**
   * Writes the retransmission of a packet; padding stays inside.
   *
   * @param out another array, or the same without overlap; room for {@code len + 2} bytes
   * @param sequenceNumber the next of the RTX stream; the lower 16 bits are taken
   * @return its length
   */
  public static int wrap(
      byte[] in,
      int off,
      int len,
      byte[] out,
      int at,
      int payloadType,
      long ssrc,
      int sequenceNumber) {
    int header = RtpHeader.length(in, off);
    System.arraycopy(in, off, out, at, header);
    RtpHeader.payloadType(out, at, payloadType);
    RtpHeader.sequenceNumber(out, at, sequenceNumber);
    RtpHeader.ssrc(out, at, ssrc);
    Bytes.put16(out, at + header, RtpHeader.sequenceNumber(in, off));
    System.arraycopy(in, off + header, out, at + header + OSN_BYTES, len - header);
    return len + OSN_BYTES;
  }
}
