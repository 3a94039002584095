package dev.footlights.rtc.payload;

/** Opus in RTP, RFC 7587 §4.1 and §7: the same numbers whatever it carries. */
public final class Opus {
  /** Ticks of the RTP timestamp a second. */
  public static final int CLOCK_RATE = 48_000;

  /** What an SDP says, for mono too. */
  public static final int CHANNELS = 2;

  /** Ticks of a packet of 20 ms, which browsers and FFmpeg send. */
  public static final int USUAL_PACKET_TICKS = 960;

  private Opus() {}
}
