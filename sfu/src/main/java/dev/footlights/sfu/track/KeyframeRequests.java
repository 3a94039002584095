package dev.footlights.sfu.track;

import java.time.Duration;

/**
 * Decides when a keyframe request leaves for a publisher's video.
 *
 * <p>A viewer that joins, switches layer or loses a frame wants a keyframe; one keyframe serves all
 * of them and costs the publisher's uplink. So wishes are merged, requests are spaced, and a wish
 * that no keyframe answered is repeated: an encoder that is busy forgets it (RFC 4585 §6.3.1 leaves
 * the spacing to us).
 *
 * <p>Owned by the publisher's shard. Times are the shard's nanoseconds.
 */
final class KeyframeRequests {
  /**
   * Shortest distance between two requests: browsers drop one that follows a served one by 300 ms.
   */
  static final long INTERVAL_NANOS = Duration.ofMillis(350).toNanos();

  static final long NEVER = Long.MAX_VALUE;

  private boolean wanted;
  private long earliest = Long.MIN_VALUE;

  /** Somebody cannot decode until the next keyframe. */
  void want() {
    wanted = true;
  }

  /** A keyframe has begun to arrive: every wish is answered. */
  void keyframeBegan() {
    wanted = false;
  }

  /** Whether a request must leave now. A yes counts as sent. */
  boolean poll(long now) {
    if (!wanted || now < earliest) {
      return false;
    }
    earliest = now + INTERVAL_NANOS;
    return true;
  }

  /** When to poll next, or {@link #NEVER}. */
  long deadline() {
    return wanted ? earliest : NEVER;
  }
}
