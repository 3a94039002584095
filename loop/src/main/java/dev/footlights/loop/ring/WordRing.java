package dev.footlights.loop.ring;

import java.util.concurrent.atomic.AtomicLong;

/** Words from one loop to another. One that is already waiting is not written again. */
public final class WordRing {
  private final long[] words;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();

  /** Receives words. */
  public interface Reader {
    void word(long word);
  }

  /**
   * @param capacity a power of two
   */
  public WordRing(int capacity) {
    words = new long[capacity];
  }

  /** False when there is no room. */
  public boolean write(long word) {
    long tail = written.getPlain();
    long head = read.getAcquire();
    for (long at = head; at < tail; at++) {
      if (words[(int) at & words.length - 1] == word) {
        return true;
      }
    }
    if (tail - head == words.length) {
      return false;
    }
    words[(int) tail & words.length - 1] = word;
    written.setRelease(tail + 1);
    return true;
  }

  /** Hands over everything that waits. */
  public void read(Reader to) {
    long head = read.getPlain();
    long tail = written.getAcquire();
    while (head < tail) {
      to.word(words[(int) head & words.length - 1]);
      head++;
      read.setRelease(head);
    }
  }

  public boolean isEmpty() {
    return read.getPlain() == written.getAcquire();
  }
}
