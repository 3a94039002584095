package dev.footlights.api.aws;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many refusals of callers whom no signature proves are written down: anybody can bring those
 * about, and must not fill a disk by them. Any thread.
 */
final class Strangers {
  /** Written down in a second. */
  static final int MOST = 20;

  private static final long SECOND = 1_000_000_000L;
  private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);

  private final LongSupplier nanos;
  private long began;
  private int written;
  private long untold;

  /**
   * @param nanos monotonic
   */
  Strangers(LongSupplier nanos) {
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /** Whether one more is written down; the log tells of each second in which some were not. */
  synchronized boolean admits() {
    long now = nanos.getAsLong();
    if (now - began >= SECOND) {
      tell();
      began = now;
      written = 0;
    }
    if (written == MOST) {
      untold++;
      return false;
    }
    written++;
    return true;
  }

  /** Tells of what is untold, as at the end. */
  synchronized void tell() {
    if (untold > 0) {
      LOG.warn("{} refusals of callers without a good signature are not in the audit log", untold);
      untold = 0;
    }
  }
}
