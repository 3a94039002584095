package dev.footlights.sfu.track;

/**
 * When an RTP timestamp of a publisher was captured, in the shard's time.
 *
 * <p>Set first from a packet's arrival, then from sender reports, which alone tell audio and video
 * apart (RFC 3550 §6.4.1). Belongs to the shard.
 */
public final class SourceClock {
  private static final long NANOS = 1_000_000_000L;

  private boolean known;
  private boolean reported;
  private long rtp;
  private long nanos;

  /** A packet of that timestamp has come; of use until the first report. */
  public void arrived(long now, long rtpTimestamp) {
    if (!reported) {
      known = true;
      rtp = rtpTimestamp;
      nanos = now;
    }
  }

  /** A sender report, its NTP time already mapped to the shard's time. */
  public void reported(long capturedAt, long rtpTimestamp) {
    known = true;
    reported = true;
    rtp = rtpTimestamp;
    nanos = capturedAt;
  }

  public boolean known() {
    return known;
  }

  /** The 32-bit timestamp of a sample captured at that time. */
  public long rtpAt(long at, int clockRate) {
    long elapsed = at - nanos;
    long seconds = Math.floorDiv(elapsed, NANOS);
    long rest = Math.floorMod(elapsed, NANOS);
    return rtp + seconds * clockRate + rest * clockRate / NANOS & 0xFFFF_FFFFL;
  }
}
