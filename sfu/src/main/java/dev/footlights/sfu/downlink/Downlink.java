package dev.footlights.sfu.downlink;

import java.time.Duration;

/**
 * What all senders of one viewer share: the round trip to it and what may be spent on repair.
 *
 * <p>Belongs to one shard; times are its nanoseconds.
 */
public final class Downlink {
  /**
   * A viewer who asks for everything again gets no more than this: packets a second, and at once.
   */
  static final int RETRANSMISSIONS_PER_SECOND = 500;

  static final int RETRANSMISSION_BURST = 250;

  /**
   * One viewer's wishes for keyframes are heard this far apart: everybody else pays for them in
   * quality. Its first wish, and what the server itself needs for it, do not wait.
   */
  static final long BETWEEN_KEYFRAMES_NANOS = Duration.ofSeconds(1).toNanos();

  private static final long NANOS_PER_RETRANSMISSION =
      Duration.ofSeconds(1).toNanos() / RETRANSMISSIONS_PER_SECOND;
  private static final long ROUND_TRIP_BEFORE_ANY_REPORT = Duration.ofMillis(50).toNanos();
  private static final int SMOOTHING = 8;

  private long roundTrip = ROUND_TRIP_BEFORE_ANY_REPORT;
  private boolean measured;
  private long paidUntil = Long.MIN_VALUE;
  private long nextKeyframe = Long.MIN_VALUE;

  /** The smoothed round trip, in nanoseconds. */
  public long roundTrip() {
    return roundTrip;
  }

  /** A receiver report told the round trip (RFC 3550 §6.4.1). */
  public void measured(long nanos) {
    roundTrip = measured ? roundTrip + (nanos - roundTrip) / SMOOTHING : nanos;
    measured = true;
  }

  /** Whether one more packet may be sent again. A yes is paid for. */
  public boolean affordRetransmission(long now) {
    long start = Math.max(paidUntil, now - RETRANSMISSION_BURST * NANOS_PER_RETRANSMISSION);
    if (start + NANOS_PER_RETRANSMISSION > now) {
      return false;
    }
    paidUntil = start + NANOS_PER_RETRANSMISSION;
    return true;
  }

  /** Whether its wish for a keyframe is heard now. A yes counts. */
  public boolean affordKeyframe(long now) {
    if (now < nextKeyframe) {
      return false;
    }
    nextKeyframe = now + BETWEEN_KEYFRAMES_NANOS;
    return true;
  }

  /** Whether {@link #affordRetransmission} would say no. */
  public boolean exhausted(long now) {
    return paidUntil + NANOS_PER_RETRANSMISSION > now;
  }
}
