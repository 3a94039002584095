package dev.footlights.stage;

import java.time.Instant;

/**
 * When something happens.
 *
 * @param nanos of the control thread's clock: reconnect windows and session ends
 * @param wall for rows and tokens
 */
public record Moment(long nanos, Instant wall) {
  /** Later than any {@link #nanos}. */
  public static final long NEVER = Long.MAX_VALUE;
}
