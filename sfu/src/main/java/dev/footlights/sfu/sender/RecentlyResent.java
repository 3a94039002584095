package dev.footlights.sfu.sender;

import java.util.Arrays;

/** Which packets were sent again a moment ago: the same NACK often comes twice. */
final class RecentlyResent {
  private static final int SLOTS = 256;

  private final long[] out = new long[SLOTS];
  private final long[] at = new long[SLOTS];

  RecentlyResent() {
    Arrays.fill(out, -1);
  }

  boolean within(long now, long nanos, long number) {
    int slot = (int) number & SLOTS - 1;
    return out[slot] == number && now - at[slot] < nanos;
  }

  void sent(long now, long number) {
    int slot = (int) number & SLOTS - 1;
    out[slot] = number;
    at[slot] = now;
  }
}
