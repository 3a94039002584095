package dev.footlights.client.peer;

import java.time.Duration;
import java.util.Arrays;

/**
 * Counts what a decoder could show of one video track, whose packets come in any order.
 *
 * <p>A frame is complete when none of its packets is missing. It is decodable when it is complete
 * and so is every frame before it back to a keyframe. Packets are looked at in order; where one is
 * missing, those behind it wait until it arrives or has been waited for long enough: then it is
 * lost, and no frame is decodable until the next keyframe.
 */
final class FrameChain {
  /** Packets that may wait behind a missing one: at 5 Mbit/s one second. */
  static final int WINDOW = 512;

  /** How long a missing packet is waited for: some rounds of NACK and retransmission. */
  static final long PATIENCE_NANOS = Duration.ofMillis(400).toNanos();

  static final long NEVER = Long.MAX_VALUE;

  /** The packet may begin a frame. */
  static final int START = 1;

  /** The packet shows that its frame is a keyframe. */
  static final int KEYFRAME = 2;

  /** The packet is its frame's last. */
  static final int END = 4;

  private final long[] indexes = new long[WINDOW];
  private final byte[] flags = new byte[WINDOW];
  private final int[] timestamps = new int[WINDOW];
  private final long[] arrivals = new long[WINDOW];

  private long next = -1;
  private long highest = -1;
  private long missingSince = NEVER;

  private boolean inFrame;
  private int timestamp;
  private boolean keyframe;
  private boolean unbroken;

  private long complete;
  private long decodable;
  private long keyframes;
  private long lost;

  FrameChain() {
    Arrays.fill(indexes, -1);
  }

  /**
   * Takes one packet.
   *
   * @param index its sequence number, unwrapped
   * @param timestamp its RTP timestamp, the same in all packets of a frame
   * @param marks {@link #START}, {@link #KEYFRAME}, {@link #END}
   * @return false for a packet that was here before, or came after it was given up
   */
  boolean packet(long now, long index, int timestamp, int marks) {
    if (next < 0) {
      next = index;
    }
    int slot = (int) (index % WINDOW);
    if (index < next || indexes[slot] == index) {
      return false;
    }
    while (index - next >= WINDOW) {
      skip();
    }
    indexes[slot] = index;
    flags[slot] = (byte) marks;
    timestamps[slot] = timestamp;
    arrivals[slot] = now;
    highest = Math.max(highest, index);
    advance();
    return true;
  }

  /** Gives up packets that were waited for long enough. */
  void expire(long now) {
    while (missingSince != NEVER && now - missingSince >= PATIENCE_NANOS) {
      skip();
    }
  }

  /** When {@link #expire} has something to do, or {@link #NEVER}. */
  long deadline() {
    return missingSince == NEVER ? NEVER : missingSince + PATIENCE_NANOS;
  }

  /** Whether only a keyframe helps. */
  boolean isBroken() {
    return !unbroken;
  }

  long complete() {
    return complete;
  }

  long decodable() {
    return decodable;
  }

  long keyframes() {
    return keyframes;
  }

  /** Packets given up. */
  long lost() {
    return lost;
  }

  /** Loses the missing packets before the next one that is here. */
  private void skip() {
    while (next <= highest && !isHere(next)) {
      lost++;
      next++;
    }
    if (next > highest) {
      lost += WINDOW;
      next += WINDOW;
    }
    inFrame = false;
    unbroken = false;
    advance();
  }

  private void advance() {
    while (isHere(next)) {
      int slot = (int) (next % WINDOW);
      look(timestamps[slot], flags[slot]);
      next++;
    }
    missingSince = next > highest ? NEVER : firstArrivalBehindTheGap();
  }

  private boolean isHere(long index) {
    return indexes[(int) (index % WINDOW)] == index;
  }

  private long firstArrivalBehindTheGap() {
    long first = NEVER;
    for (long index = next; index <= highest; index++) {
      if (isHere(index)) {
        first = Math.min(first, arrivals[(int) (index % WINDOW)]);
      }
    }
    return first;
  }

  private void look(int time, int marks) {
    if (inFrame && time != timestamp) {
      inFrame = false;
      unbroken = false;
    }
    if (!inFrame && (marks & START) != 0) {
      inFrame = true;
      timestamp = time;
      keyframe = false;
    }
    if (!inFrame) {
      unbroken = false;
      return;
    }
    keyframe |= (marks & KEYFRAME) != 0;
    if ((marks & END) != 0) {
      inFrame = false;
      complete++;
      if (keyframe) {
        keyframes++;
        unbroken = true;
      }
      if (unbroken) {
        decodable++;
      }
    }
  }
}
