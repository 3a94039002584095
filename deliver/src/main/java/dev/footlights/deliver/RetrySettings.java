package dev.footlights.deliver;

import java.time.Duration;

/**
 * How long a receiver that fails is left alone.
 *
 * @param first after its first failure; doubled with each that follows
 * @param most the longest pause before it is parked
 * @param parkAfter failing for that long, it is parked
 * @param parkedPause between attempts from then on
 */
public record RetrySettings(
    Duration first, Duration most, Duration parkAfter, Duration parkedPause) {
  /** A receiver that is back hears of it within a minute; a day is a weekend's half. */
  public static final RetrySettings USUAL =
      new RetrySettings(
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofHours(24),
          Duration.ofMinutes(10));

  public RetrySettings withParkAfter(Duration changed) {
    return new RetrySettings(first, most, changed, parkedPause);
  }
}
