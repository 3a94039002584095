package dev.footlights.e2e.harness;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition, never for a time: the only place of these tests that lets time pass. */
public final class Await {
  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  private Await() {}

  /** Asks until the answer is as wished; a failure names what was awaited and the last answer. */
  public static <T> T until(
      String what, Duration within, Supplier<T> question, Predicate<? super T> wished) {
    long start = System.nanoTime();
    while (true) {
      T answer = question.get();
      if (wished.test(answer)) {
        return answer;
      }
      if (System.nanoTime() - start > within.toNanos()) {
        throw new AssertionError(
            "Within " + within.toMillis() + " ms not " + what + "; last seen: " + answer);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  public static void until(String what, Duration within, BooleanSupplier condition) {
    until(what, within, condition::getAsBoolean, Boolean::booleanValue);
  }
}
