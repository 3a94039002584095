package dev.footlights.sfu.sender;

import java.util.Arrays;

/** Which packets were sent again a moment ago: the same NACK often comes twice. */
final class RecentlyResent {
  private static final int SLOTS = 256;

  // Made when something is lost for the first time: most senders never need it.
  private long[] out = {};
  private long[] at = {};

  boolean within(long now, long nanos, long number) {
    int slot = (int) number & SLOTS - 1;
    return out.length > 0 && out[slot] == number && now - at[slot] < nanos;
  }

  void sent(long now, long number) {
    if (out.length == 0) {
      out = new long[SLOTS];
      at = new long[SLOTS];
      Arrays.fill(out, -1);
    }
    int slot = (int) number & SLOTS - 1;
    out[slot] = number;
    at[slot] = now;
  }
}
