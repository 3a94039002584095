package dev.footlights.rtc.srtp;

/**
 * What was sent under one SSRC of a transport, so that no index is used twice. A packet that was
 * lost on its way to us leaves later than its followers, so indexes may come out of order.
 *
 * <p>Made and advanced by its {@link SrtpOutbound}.
 */
public final class SrtpStream {
  /** Roll-over counter and sequence number: 48 bits (RFC 3711 §3.3.1). */
  public static final long MAX_INDEX = (1L << 48) - 1;

  /** An index this far behind the highest cannot be told from a used one, and is refused. */
  public static final int WINDOW = 1024;

  final SrtpOutbound owner;
  final int ssrc;
  private final ReplayWindow used = new ReplayWindow(WINDOW);

  SrtpStream(SrtpOutbound owner, int ssrc) {
    this.owner = owner;
    this.ssrc = ssrc;
  }

  public long ssrc() {
    return ssrc & 0xFFFF_FFFFL;
  }

  void use(long index) {
    if (!used.isFresh(index) || index > MAX_INDEX) {
      throw new IllegalStateException("index " + index + " of SSRC " + ssrc() + " is used");
    }
    used.take(index);
  }
}
