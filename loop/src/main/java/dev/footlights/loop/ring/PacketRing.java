package dev.footlights.loop.ring;

import dev.footlights.rtc.Bytes;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Packets from one loop to another: one thread writes, one reads, nobody waits.
 *
 * <pre>
 * | length (32 bits) | packet … padded to 4 |   length -1: the rest of the ring is skipped
 * </pre>
 */
public final class PacketRing {
  private static final int HEADER = 4;
  private static final int SKIP = -1;

  private final byte[] bytes;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();

  /** Receives packets; the array is the ring's and valid only during the call. */
  public interface Reader {
    void packet(byte[] ring, int offset, int length);
  }

  /**
   * @param capacity bytes, a power of two
   */
  public PacketRing(int capacity) {
    bytes = new byte[capacity];
  }

  /** Copies a packet in. False when there is no room. */
  public boolean write(byte[] from, int off, int len) {
    int need = HEADER + (len + 3 & ~3);
    long tail = written.getPlain();
    int at = (int) tail & bytes.length - 1;
    int untilEnd = bytes.length - at;
    long skip = untilEnd < need ? untilEnd : 0;
    if (tail + skip + need - read.getAcquire() > bytes.length) {
      return false;
    }
    if (skip > 0) {
      Bytes.put32(bytes, at, SKIP);
      at = 0;
    }
    Bytes.put32(bytes, at, len);
    System.arraycopy(from, off, bytes, at + HEADER, len);
    written.setRelease(tail + skip + need);
    return true;
  }

  /** Hands over at most {@code limit} packets. Returns how many there were. */
  public int read(Reader to, int limit) {
    long head = read.getPlain();
    long tail = written.getAcquire();
    int count = 0;
    while (head < tail && count < limit) {
      int at = (int) head & bytes.length - 1;
      int len = Bytes.int32(bytes, at);
      if (len == SKIP) {
        head += bytes.length - at;
        continue;
      }
      to.packet(bytes, at + HEADER, len);
      head += HEADER + (len + 3 & ~3);
      count++;
    }
    read.setRelease(head);
    return count;
  }

  public boolean isEmpty() {
    return read.getPlain() == written.getAcquire();
  }
}
