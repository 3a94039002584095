package dev.footlights.rtc.srtp;

import java.util.Arrays;

/**
 * Which indexes of one SSRC have been taken (RFC 3711 §3.3.2): a ring of bits behind the highest.
 * Nothing may be marked before the packet was authenticated.
 */
final class ReplayWindow {
  private final long[] taken;
  private final int size;
  private long highest = -1;

  /**
   * @param size a power of two, at least 64
   */
  ReplayWindow(int size) {
    this.taken = new long[size / Long.SIZE];
    this.size = size;
  }

  boolean isFresh(long index) {
    return index > highest
        || index > highest - size && index >= 0 && (taken[slot(index)] & 1L << index) == 0;
  }

  void take(long index) {
    if (index > highest) {
      if (index - highest >= size) {
        Arrays.fill(taken, 0);
      } else {
        for (long skipped = highest + 1; skipped < index; skipped++) {
          taken[slot(skipped)] &= ~(1L << skipped);
        }
      }
      highest = index;
    }
    taken[slot(index)] |= 1L << index;
  }

  private int slot(long index) {
    return (int) (index & size - 1) / Long.SIZE;
  }

  /**
   * The 48-bit index a 16-bit sequence number stands for: the one nearest to the highest taken (RFC
   * 3711 §3.3.1, appendix A). Negative when that would be before the first roll-over counter.
   */
  long guess(int sequenceNumber) {
    if (highest < 0) {
      return sequenceNumber;
    }
    long index = (highest & ~0xFFFFL) + sequenceNumber;
    int ahead = sequenceNumber - (int) (highest & 0xFFFF);
    if (ahead > 0x8000) {
      return index - 0x1_0000;
    }
    return ahead < -0x8000 ? index + 0x1_0000 : index;
  }
}
