package dev.footlights.rtc.rtp;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;

/**
 * The header of an RTP packet by offset, RFC 3550 §5.1.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |                             SSRC                              |
 * |                             CSRC                              | 0..15
 * |    extension's profile (X)    |       words that follow       | 0..1
 * |                     extension elements ...                    |
 * </pre>
 *
 * Reading is allowed after {@link #checkHeader} or {@link #check} said {@link Reject#NONE}.
 */
public final class RtpHeader {
  /** Bytes without CSRCs and extension. */
  public static final int FIXED = 12;

  /** Profile and length of an extension block. */
  public static final int EXTENSION_HEADER = 4;

  private static final int VERSION = 2;
  private static final int PADDING_BIT = 0x20;
  private static final int EXTENSION_BIT = 0x10;
  private static final int MARKER_BIT = 0x80;
  private static final int FIRST_RTCP_TYPE = 192;
  private static final int LAST_RTCP_TYPE = 223;

  private RtpHeader() {}

  /** Whether a datagram of SRTP or SRTCP, at least 2 bytes, is RTCP (RFC 5761 §4). */
  public static boolean isRtcp(byte[] b, int off) {
    int type = Bytes.uint8(b, off + 1);
    return type >= FIRST_RTCP_TYPE && type <= LAST_RTCP_TYPE;
  }

  /**
   * Checks what SRTP leaves in the clear: version, CSRCs and the extension block lie within the
   * packet.
   */
  public static Reject checkHeader(byte[] b, int off, int len) {
    if (len < FIXED || Bytes.uint8(b, off) >>> 6 != VERSION) {
      return Reject.RTP_MALFORMED;
    }
    int length = FIXED + 4 * csrcs(b, off);
    if (length > len) {
      return Reject.RTP_MALFORMED;
    }
    if (hasExtension(b, off) && (length + EXTENSION_HEADER > len || length(b, off) > len)) {
      return Reject.RTP_EXTENSION;
    }
    return Reject.NONE;
  }

  /** Checks a whole plaintext packet: {@link #checkHeader}, and padding that fits the payload. */
  public static Reject check(byte[] b, int off, int len) {
    Reject reject = checkHeader(b, off, len);
    if (reject != Reject.NONE || !hasPadding(b, off)) {
      return reject;
    }
    int padding = Bytes.uint8(b, off + len - 1);
    return padding == 0 || padding > len - length(b, off) ? Reject.RTP_PADDING : Reject.NONE;
  }

  /**
   * Bytes of padding at the end, its count included; 0 without. The packet passed {@link #check}.
   */
  public static int paddingBytes(byte[] b, int off, int len) {
    return hasPadding(b, off) ? Bytes.uint8(b, off + len - 1) : 0;
  }

  /** Bytes of the whole header: fixed part, CSRCs, extension block. */
  public static int length(byte[] b, int off) {
    int length = FIXED + 4 * csrcs(b, off);
    return hasExtension(b, off)
        ? length + EXTENSION_HEADER + 4 * Bytes.uint16(b, off + length + 2)
        : length;
  }

  /** Where the extension block begins, or would begin. */
  public static int extensionOffset(byte[] b, int off) {
    return off + FIXED + 4 * csrcs(b, off);
  }

  public static boolean hasPadding(byte[] b, int off) {
    return (b[off] & PADDING_BIT) != 0;
  }

  public static boolean hasExtension(byte[] b, int off) {
    return (b[off] & EXTENSION_BIT) != 0;
  }

  /** How many CSRCs there are, 0 to 15. */
  public static int csrcs(byte[] b, int off) {
    return b[off] & 0xF;
  }

  public static long csrc(byte[] b, int off, int index) {
    return Bytes.uint32(b, off + FIXED + 4 * index);
  }

  public static boolean marker(byte[] b, int off) {
    return (b[off + 1] & MARKER_BIT) != 0;
  }

  public static int payloadType(byte[] b, int off) {
    return b[off + 1] & 0x7F;
  }

  public static int sequenceNumber(byte[] b, int off) {
    return Bytes.uint16(b, off + 2);
  }

  public static long timestamp(byte[] b, int off) {
    return Bytes.uint32(b, off + 4);
  }

  public static long ssrc(byte[] b, int off) {
    return Bytes.uint32(b, off + 8);
  }

  /** Writes a fixed header without padding, extension and CSRCs; returns {@link #FIXED}. */
  public static int write(
      byte[] b,
      int off,
      boolean marker,
      int payloadType,
      int sequenceNumber,
      long timestamp,
      long ssrc) {
    b[off] = (byte) (VERSION << 6);
    b[off + 1] = (byte) (marker ? MARKER_BIT | payloadType : payloadType);
    Bytes.put16(b, off + 2, sequenceNumber);
    Bytes.put32(b, off + 4, timestamp);
    Bytes.put32(b, off + 8, ssrc);
    return FIXED;
  }

  public static void padding(byte[] b, int off, boolean on) {
    b[off] = (byte) (on ? b[off] | PADDING_BIT : b[off] & ~PADDING_BIT);
  }

  public static void extension(byte[] b, int off, boolean on) {
    b[off] = (byte) (on ? b[off] | EXTENSION_BIT : b[off] & ~EXTENSION_BIT);
  }

  /** How many CSRCs follow the fixed header, 0 to 15. */
  public static void csrcs(byte[] b, int off, int count) {
    b[off] = (byte) (b[off] & 0xF0 | count);
  }

  public static void csrc(byte[] b, int off, int index, long ssrc) {
    Bytes.put32(b, off + FIXED + 4 * index, ssrc);
  }

  public static void marker(byte[] b, int off, boolean on) {
    b[off + 1] = (byte) (on ? b[off + 1] | MARKER_BIT : b[off + 1] & ~MARKER_BIT);
  }

  /** 0 to 127; the marker stays. */
  public static void payloadType(byte[] b, int off, int type) {
    b[off + 1] = (byte) (b[off + 1] & MARKER_BIT | type);
  }

  /** Takes the lower 16 bits. */
  public static void sequenceNumber(byte[] b, int off, int number) {
    Bytes.put16(b, off + 2, number);
  }

  /** Takes the lower 32 bits. */
  public static void timestamp(byte[] b, int off, long timestamp) {
    Bytes.put32(b, off + 4, timestamp);
  }

  public static void ssrc(byte[] b, int off, long ssrc) {
    Bytes.put32(b, off + 8, ssrc);
  }
}
