package dev.footlights.rtc.srtp;

/**
 * What was sent under one SSRC of a transport: the highest index, so that none is used twice.
 *
 * <p>Made and advanced by its {@link SrtpOutbound}.
 */
public final class SrtpStream {
  /** Roll-over counter and sequence number: 48 bits (RFC 3711 §3.3.1). */
  public static final long MAX_INDEX = (1L << 48) - 1;

  final SrtpOutbound owner;
  final int ssrc;
  private long highest = -1;

  SrtpStream(SrtpOutbound owner, int ssrc) {
    this.owner = owner;
    this.ssrc = ssrc;
  }

  public long ssrc() {
    return ssrc & 0xFFFF_FFFFL;
  }

  /** The highest index protected so far, or -1. */
  public long highest() {
    return highest;
  }

  void advance(long index) {
    if (index <= highest || index > MAX_INDEX) {
      throw new IllegalStateException(
          "index " + index + " of SSRC " + ssrc() + " after " + highest);
    }
    highest = index;
  }
}
