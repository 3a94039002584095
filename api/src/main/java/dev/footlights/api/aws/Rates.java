package dev.footlights.api.aws;

import dev.footlights.stage.session.Scope;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The request rates that IVS publishes, for each account, region and operation. A second's worth
 * may come at once. Any thread may call.
 */
final class Rates {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private record Bucket(Scope scope, OperationName name) {}

  /** Calls that may still come, as of a moment. */
  private record Level(double calls, long at) {}

  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();

  /** In the order of their last call: those not full are of the last second. */
  private final Map<Bucket, Level> levels = new LinkedHashMap<>();

  /**
   * @param nanos monotonic
   */
  Rates(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Calls a second (service quotas of IVS Real-Time, "API call rate quotas"). */
  static int perSecond(OperationName name) {
    return switch (name) {
      case CREATE_PARTICIPANT_TOKEN -> 50;
      case TAG_RESOURCE, UNTAG_RESOURCE, LIST_TAGS_FOR_RESOURCE -> 10;
      case IMPORT_PUBLIC_KEY, GET_PUBLIC_KEY, LIST_PUBLIC_KEYS, DELETE_PUBLIC_KEY -> 3;
      default -> 5;
    };
  }

  /** Whether a call may be carried out; if so, it is counted. */
  boolean admits(Scope scope, OperationName name) {
    lock.lock();
    try {
      long now = nanos.getAsLong();
      forgetFull(now);
      int most = perSecond(name);
      var bucket = new Bucket(scope, name);
      Level last = levels.remove(bucket);
      double calls =
          last == null
              ? most
              : Math.min(most, last.calls() + (double) (now - last.at()) / SECOND * most);
      boolean admitted = calls >= 1;
      levels.put(bucket, new Level(admitted ? calls - 1 : calls, now));
      return admitted;
    } finally {
      lock.unlock();
    }
  }

  /** A bucket that nobody asked for a second is full, which is how a new one begins. */
  private void forgetFull(long now) {
    Iterator<Level> oldest = levels.values().iterator();
    while (oldest.hasNext() && now - oldest.next().at() >= SECOND) {
      oldest.remove();
    }
  }

  int remembered() {
    lock.lock();
    try {
      return levels.size();
    } finally {
      lock.unlock();
    }
  }
}
