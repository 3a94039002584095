package dev.footlights.rtc.srtp;

import org.jspecify.annotations.Nullable;

/** The replay windows of the SSRCs that have authenticated; none is ever forgotten. */
final class SsrcWindows {
  /**
   * SSRCs of one peer that we keep: 16 tracks of three layers and their RTX are 51; more is a peer
   * that invents them.
   */
  static final int MAX_SSRCS = 64;

  /** Twice the cap, so that probing stays short. */
  private static final int SLOTS = 2 * MAX_SSRCS;

  /** Spreads SSRCs that differ in few bits (Fibonacci hashing). */
  private static final int SPREAD = 0x9E37_79B9;

  private final int[] ssrcs = new int[SLOTS];
  private final @Nullable ReplayWindow[] windows = new ReplayWindow[SLOTS];
  private int size;

  @Nullable ReplayWindow find(int ssrc) {
    int slot = slot(ssrc);
    return ssrcs[slot] == ssrc ? windows[slot] : null;
  }

  boolean isFull() {
    return size == MAX_SSRCS;
  }

  void add(int ssrc, ReplayWindow window) {
    int slot = slot(ssrc);
    ssrcs[slot] = ssrc;
    windows[slot] = window;
    size++;
  }

  private int slot(int ssrc) {
    int slot = ssrc * SPREAD >>> Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS);
    while (windows[slot] != null && ssrcs[slot] != ssrc) {
      slot = slot + 1 & SLOTS - 1;
    }
    return slot;
  }
}
