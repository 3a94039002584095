package dev.footlights.api.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log of bugs that requests meet, seldom enough that no request can fill a disk. */
public final class BugLog {
  /** Between two entries. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(BugLog.class);

  private final LongSupplier nanos;
  private final AtomicLong next;
  private final AtomicLong untold = new AtomicLong();

  /**
   * @param nanos monotonic
   */
  public BugLog(LongSupplier nanos) {
    this.nanos = nanos;
    this.next = new AtomicLong(nanos.getAsLong());
  }

  /**
   * @param where what the server was asked for, in words of its own
   */
  public void tell(String where, Throwable bug) {
    long now = nanos.getAsLong();
    long due = next.get();
    if (now - due < 0 || !next.compareAndSet(due, now + PAUSE.toNanos())) {
      untold.incrementAndGet();
      return;
    }
    LOG.error("{} failed; {} failures before it were not told", where, untold.getAndSet(0), bug);
  }
}
