package dev.footlights.rtc.srtp;

import dev.footlights.rtc.Bytes;

/**
 * How much of an RTP packet SRTP leaves in clear: the fixed header, the CSRCs and the extension
 * (RFC 3711 §3.1).
 */
final class ClearHeader {
  static final int FIXED = 12;
  static final int SSRC_AT = 8;

  /** The packet is shorter than its header says, or of another version. */
  static final int MALFORMED = -1;

  private ClearHeader() {}

  static int length(byte[] bytes, int off, int length) {
    if (length < FIXED || Bytes.uint8(bytes, off) >>> 6 != 2) {
      return MALFORMED;
    }
    int clear = FIXED + 4 * (bytes[off] & 0x0F);
    if ((bytes[off] & 0x10) != 0) {
      if (length < clear + 4) {
        return MALFORMED;
      }
      clear += 4 + 4 * Bytes.uint16(bytes, off + clear + 2);
    }
    return clear <= length ? clear : MALFORMED;
  }
}
