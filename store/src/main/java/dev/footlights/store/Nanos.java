package dev.footlights.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as nanoseconds since 1970, exact until the year 2262. */
public final class Nanos {
  private static final long SECOND = 1_000_000_000;

  private Nanos() {}

  public static long of(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano());
  }

  public static @Nullable Long ofNullable(@Nullable Instant time) {
    return time == null ? null : of(time);
  }

  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
  }
}
