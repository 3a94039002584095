package dev.footlights.rtc.srtp;

import dev.footlights.rtc.Bytes;
import java.util.HashMap;
import java.util.Map;

/**
 * Protects what one transport sends. One per transport, on its owner's thread.
 *
 * <p>An index is used once for life: the same index under the same key and SSRC gives GCM's
 * authentication key away (RFC 7714 §10.3), and the cipher itself would not notice. So each stream
 * remembers its indexes, and the one RTCP index serves all SSRCs.
 */
public final class SrtpOutbound {
  /**
   * SSRCs of one transport: 64 sections, each with its RTX, are half of it. Ours, so a bug beyond.
   */
  public static final int MAX_STREAMS = 256;

  /** SRTCP's index has 31 bits; a key is spent after the last (RFC 3711 §9.2). */
  static final long MAX_RTCP_INDEX = (1L << 31) - 1;

  private final PacketCipher cipher;
  private final int tagBytes;
  private final Map<Integer, SrtpStream> streams = new HashMap<>();
  private long nextRtcpIndex;

  public SrtpOutbound(SrtpKeys keys) {
    this(keys, 0);
  }

  SrtpOutbound(SrtpKeys keys, long firstRtcpIndex) {
    this.cipher = PacketCipher.of(keys.profile(), keys.localKey(), keys.localSalt());
    this.tagBytes = keys.profile().tagBytes();
    this.nextRtcpIndex = firstRtcpIndex;
  }

  /** The stream of an SSRC, always the same one. Look it up once, not for each packet. */
  public SrtpStream stream(long ssrc) {
    SrtpStream known = streams.get((int) ssrc);
    if (known != null) {
      return known;
    }
    if (streams.size() == MAX_STREAMS) {
      throw new IllegalStateException("more than " + MAX_STREAMS + " outbound SSRCs");
    }
    SrtpStream stream = new SrtpStream(this, (int) ssrc);
    streams.put((int) ssrc, stream);
    return stream;
  }

  /**
   * Protects one RTP packet whose header is complete.
   *
   * @param index48 roll-over counter and sequence number, not used before and at most {@link
   *     SrtpStream#WINDOW} behind the highest of this stream
   * @param length of the packet, header included
   * @param out may be {@code in}, at the same place or without overlap, with {@link #rtpOverhead}
   *     bytes of room behind the packet
   * @return bytes written
   * @throws IllegalStateException for an index that was used, or may have been
   * @throws IllegalArgumentException for a packet that is not of this stream and index
   */
  public int protectRtp(
      SrtpStream stream, long index48, byte[] in, int off, int length, byte[] out, int at) {
    int clear = ClearHeader.length(in, off, length);
    if (clear == ClearHeader.MALFORMED
        || stream.owner != this
        || Bytes.int32(in, off + ClearHeader.SSRC_AT) != stream.ssrc
        || Bytes.uint16(in, off + 2) != (index48 & 0xFFFF)) {
      throw new IllegalArgumentException(
          "not a packet of SSRC " + stream.ssrc() + " with index " + index48);
    }
    stream.use(index48);
    return cipher.sealRtp(stream.ssrc, index48, in, off, clear, length, out, at);
  }

  /**
   * Protects one compound RTCP packet, of any sender SSRC.
   *
   * @param out as for {@link #protectRtp}, with {@link #rtcpOverhead} bytes of room
   * @return bytes written
   * @throws IllegalStateException when all 2^31 indexes are used
   */
  public int protectRtcp(byte[] in, int off, int length, byte[] out, int at) {
    if (length < PacketCipher.RTCP_CLEAR) {
      throw new IllegalArgumentException("not an RTCP packet: " + length + " bytes");
    }
    if (nextRtcpIndex > MAX_RTCP_INDEX) {
      throw new IllegalStateException("every SRTCP index is used");
    }
    int index = (int) nextRtcpIndex++;
    return cipher.sealRtcp(Bytes.int32(in, off + 4), index, in, off, length, out, at);
  }

  /** Bytes that {@link #protectRtp} adds. */
  public int rtpOverhead() {
    return tagBytes;
  }

  /** Bytes that {@link #protectRtcp} adds. */
  public int rtcpOverhead() {
    return tagBytes + PacketCipher.RTCP_WORD;
  }
}
