package dev.footlights.deliver;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a receiver is tried again. Pauses double and are spread by a fifth either way, so that the
 * receivers of many servers do not come back all at once. Belongs to the thread of its receiver.
 */
final class Pace {
  private static final double SPREAD = 0.2;

  private final RetrySettings settings;
  private final RandomGenerator random;
  private int failures;
  private long since;
  private boolean parked;

  Pace(RetrySettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /** Failures since it last took something. */
  int failures() {
    return failures;
  }

  boolean parked() {
    return parked;
  }

  void succeeded() {
    failures = 0;
    parked = false;
  }

  /**
   * @param gone parks at once
   * @return how many nanoseconds to leave it alone
   */
  long failed(long now, boolean gone) {
    if (failures == 0) {
      since = now;
    }
    failures++;
    parked |= gone || now - since >= settings.parkAfter().toNanos();
    return parked ? spread(settings.parkedPause()) : spread(doubled());
  }

  private Duration doubled() {
    Duration pause = settings.first();
    for (int i = 1; i < failures && pause.compareTo(settings.most()) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(settings.most()) < 0 ? pause : settings.most();
  }

  private long spread(Duration pause) {
    return (long) (pause.toNanos() * (1 - SPREAD + 2 * SPREAD * random.nextDouble()));
  }
}
