package dev.footlights.rtc.rtcp;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;

/**
 * Walks the packets of one RTCP datagram, compound (RFC 3550 §6.1) or of reduced size (RFC 5506).
 *
 * <pre>
 * | header, report | header, SDES | header, feedback ... padding (P, last packet only) |
 * </pre>
 *
 * The whole datagram is checked before the first packet is shown. A reusable cursor: {@link #read},
 * then {@link #next} until it says no; it lives only while the caller's array does. One thread.
 */
public final class Compound {
  private byte[] bytes = new byte[0];
  private int at;
  private int length;
  private int end;

  /**
   * Checks versions, lengths and padding, and goes before the first packet.
   *
   * @return {@link Reject#NONE}, {@link Reject#RTCP_MALFORMED} or {@link Reject#RTCP_LENGTH}; when
   *     refused there is no packet
   */
  public Reject read(byte[] b, int off, int len) {
    bytes = b;
    at = off;
    length = 0;
    end = off;
    if (len < RtcpHeader.BYTES || len % 4 != 0) {
      return Reject.RTCP_LENGTH;
    }
    int limit = off + len;
    for (int packet = off; packet < limit; ) {
      if (RtcpHeader.version(b, packet) != 2) {
        return Reject.RTCP_MALFORMED;
      }
      int next = packet + RtcpHeader.length(b, packet);
      if (next > limit) {
        return Reject.RTCP_LENGTH;
      }
      if (RtcpHeader.padded(b, packet)) {
        int padding = Bytes.uint8(b, next - 1);
        if (next < limit) {
          return Reject.RTCP_MALFORMED;
        }
        if (padding == 0 || padding % 4 != 0 || padding > next - packet - RtcpHeader.BYTES) {
          return Reject.RTCP_LENGTH;
        }
        limit -= padding;
        break;
      }
      packet = next;
    }
    end = limit;
    return Reject.NONE;
  }

  /** Goes to the next packet; false after the last. */
  public boolean next() {
    at += length;
    if (at >= end) {
      length = 0;
      return false;
    }
    length = Math.min(RtcpHeader.length(bytes, at), end - at);
    return true;
  }

  /** Packet type, as {@link RtcpHeader} names them; others are to be ignored. */
  public int type() {
    return RtcpHeader.type(bytes, at);
  }

  /** Count of blocks, or the format of a feedback message. */
  public int count() {
    return RtcpHeader.count(bytes, at);
  }

  /** Where the packet begins in the array. */
  public int offset() {
    return at;
  }

  /** Bytes of the packet, header included, padding not. */
  public int length() {
    return length;
  }
}
