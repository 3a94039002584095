package dev.footlights.api.aws;

import dev.footlights.api.error.ErrorType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Dev mode: errors and delays that were asked for. They are counted in calls, not in attempts: a
 * SDK that sends a failed call again meets the same fault. Any thread may call.
 */
public final class Faults {
  /** Most failing calls whose retries are recognized; the oldest goes first. */
  static final int MAX_CALLS = 1024;

  /**
   * What happens to a call before it is carried out.
   *
   * @param error it is answered with this and not carried out; null lets it go on after the delay
   */
  public record Fault(@Nullable ErrorType error, Duration delay) {}

  private record Armed(Fault fault, int times) {}

  private record Attempted(OperationName name, String invocationId) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<OperationName, Armed> armed = new EnumMap<>(OperationName.class);
  private final Map<Attempted, Fault> failing = new LinkedHashMap<>();

  /** The next calls of an operation meet a fault; replaces what was armed for it. */
  public void arm(OperationName name, Fault fault, int times) {
    lock.lock();
    try {
      if (times > 0) {
        armed.put(name, new Armed(fault, times));
      } else {
        armed.remove(name);
      }
    } finally {
      lock.unlock();
    }
  }

  public void clear() {
    lock.lock();
    try {
      armed.clear();
      failing.clear();
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param invocationId the same for every attempt of a call; null when the client sends none
   */
  Optional<Fault> next(OperationName name, @Nullable String invocationId) {
    lock.lock();
    try {
      Attempted call = invocationId == null ? null : new Attempted(name, invocationId);
      Fault again = call == null ? null : failing.get(call);
      if (again != null) {
        return Optional.of(again);
      }
      Armed next = armed.get(name);
      if (next == null) {
        return Optional.empty();
      }
      if (next.times() == 1) {
        armed.remove(name);
      } else {
        armed.put(name, new Armed(next.fault(), next.times() - 1));
      }
      if (call != null) {
        remember(call, next.fault());
      }
      return Optional.of(next.fault());
    } finally {
      lock.unlock();
    }
  }

  private void remember(Attempted call, Fault fault) {
    if (failing.size() == MAX_CALLS) {
      failing.remove(failing.keySet().iterator().next());
    }
    failing.put(call, fault);
  }
}
