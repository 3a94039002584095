package dev.footlights.rtc.srtp;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;

/**
 * Opens what one transport receives. One per transport, on its owner's thread.
 *
 * <p>Nothing is learned from a packet before its tag was found right: neither that its SSRC exists
 * nor how far its indexes are.
 */
public final class SrtpInbound {
  /**
   * RTP packets behind the newest that are still taken. At 10 Mbit/s about a second: peers without
   * RTX repeat a lost packet under its old index.
   */
  static final int RTP_WINDOW = 1024;

  /** The same for RTCP, twice the least that RFC 3711 §3.3.2 allows. */
  static final int RTCP_WINDOW = 128;

  private final PacketCipher cipher;
  private final int tagBytes;
  private final SsrcWindows rtp = new SsrcWindows();
  private final SsrcWindows rtcp = new SsrcWindows();
  private long lastIndex = -1;

  public SrtpInbound(SrtpKeys keys) {
    this.cipher = PacketCipher.of(keys.profile(), keys.remoteKey(), keys.remoteSalt());
    this.tagBytes = keys.profile().tagBytes();
  }

  /**
   * Opens one SRTP packet in place; a refused one stays as it was.
   *
   * @return the plain packet's length, or {@code -(Reject.ordinal())}
   */
  public int unprotectRtp(byte[] bytes, int off, int length) {
    int clear = ClearHeader.length(bytes, off, length - tagBytes);
    if (clear == ClearHeader.MALFORMED) {
      return refused(
          length < ClearHeader.FIXED + tagBytes ? Reject.SRTP_SHORT : Reject.RTP_MALFORMED);
    }
    int ssrc = Bytes.int32(bytes, off + ClearHeader.SSRC_AT);
    ReplayWindow window = rtp.find(ssrc);
    boolean known = window != null;
    if (window == null) {
      if (rtp.isFull()) {
        return refused(Reject.SRTP_TOO_MANY_SSRCS);
      }
      window = new ReplayWindow(RTP_WINDOW);
    }
    long index = window.guess(Bytes.uint16(bytes, off + 2));
    if (index > SrtpStream.MAX_INDEX || !window.isFresh(index)) {
      return refused(Reject.SRTP_REPLAYED);
    }
    int plain = cipher.openRtp(ssrc, index, bytes, off, clear, length);
    if (plain == PacketCipher.FORGED) {
      return refused(Reject.SRTP_AUTHENTICATION);
    }
    if (!known) {
      rtp.add(ssrc, window);
    }
    window.take(index);
    lastIndex = index;
    return plain;
  }

  /**
   * Opens one SRTCP packet in place; a refused one stays as it was. One that is authenticated but
   * not encrypted is refused: the profiles of DTLS-SRTP encrypt (RFC 5764 §4.1.2).
   *
   * @return the plain packet's length, or {@code -(Reject.ordinal())}
   */
  public int unprotectRtcp(byte[] bytes, int off, int length) {
    if (length < PacketCipher.RTCP_CLEAR + PacketCipher.RTCP_WORD + tagBytes) {
      return refused(Reject.SRTP_SHORT);
    }
    int word = Bytes.int32(bytes, off + cipher.rtcpWordAt(length));
    if ((word & PacketCipher.ENCRYPTED_FLAG) == 0) {
      return refused(Reject.SRTCP_NOT_ENCRYPTED);
    }
    int index = word & ~PacketCipher.ENCRYPTED_FLAG;
    int ssrc = Bytes.int32(bytes, off + 4);
    ReplayWindow window = rtcp.find(ssrc);
    boolean known = window != null;
    if (window == null) {
      if (rtcp.isFull()) {
        return refused(Reject.SRTP_TOO_MANY_SSRCS);
      }
      window = new ReplayWindow(RTCP_WINDOW);
    }
    if (!window.isFresh(index)) {
      return refused(Reject.SRTP_REPLAYED);
    }
    int plain = cipher.openRtcp(ssrc, index, bytes, off, length);
    if (plain == PacketCipher.FORGED) {
      return refused(Reject.SRTP_AUTHENTICATION);
    }
    if (!known) {
      rtcp.add(ssrc, window);
    }
    window.take(index);
    return plain;
  }

  /** 48-bit index of the RTP packet opened last, or -1. */
  public long lastIndex() {
    return lastIndex;
  }

  private static int refused(Reject reason) {
    return -reason.ordinal();
  }
}
