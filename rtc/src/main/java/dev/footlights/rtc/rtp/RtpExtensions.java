package dev.footlights.rtc.rtp;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;
import java.util.Arrays;

/**
 * Where the extension elements of one packet lie, RFC 8285 §4.2 and §4.3.
 *
 * <pre>
 * one byte:  |       0xBEDE        |   words    |  two bytes: | 0x100 | appbits |   words    |
 *            |  ID   | len-1 |  1 to 16 bytes ...             |  ID   |   len   | 0 to 255 ...
 *            |   0   |   0   |  padding                       |   0   | padding
 * </pre>
 *
 * A reusable index: it allocates nothing when it reads, and its offsets live only while the
 * caller's array does. Of an id that appears twice the first counts. One thread.
 */
public final class RtpExtensions {
  static final int ONE_BYTE = 0xBEDE;
  static final int TWO_BYTE = 0x1000;
  static final int TWO_BYTE_MASK = 0xFFF0;

  /** Ends a one-byte block: reserved (RFC 8285 §4.2). */
  private static final int ONE_BYTE_END = 15;

  private static final int MAX_ID = 255;
  private static final int ABSENT = -1;

  private final int[] offsets = new int[MAX_ID + 1];
  private final int[] lengths = new int[MAX_ID + 1];
  private final int[] present = new int[MAX_ID];
  private int count;

  public RtpExtensions() {
    Arrays.fill(offsets, ABSENT);
    Arrays.fill(lengths, ABSENT);
  }

  /**
   * Indexes a packet whose header was checked. A packet without extension, or with one of another
   * profile, has no elements.
   *
   * @return {@link Reject#NONE}, or {@link Reject#RTP_EXTENSION} for an element that leaves the
   *     block: then there are no elements
   */
  public Reject index(byte[] b, int off) {
    clear();
    if (!RtpHeader.hasExtension(b, off)) {
      return Reject.NONE;
    }
    int block = RtpHeader.extensionOffset(b, off);
    int profile = Bytes.uint16(b, block);
    int at = block + RtpHeader.EXTENSION_HEADER;
    int end = at + 4 * Bytes.uint16(b, block + 2);
    boolean fits = true;
    if (profile == ONE_BYTE) {
      fits = oneByte(b, at, end);
    } else if ((profile & TWO_BYTE_MASK) == TWO_BYTE) {
      fits = twoByte(b, at, end);
    }
    if (!fits) {
      clear();
      return Reject.RTP_EXTENSION;
    }
    return Reject.NONE;
  }

  private boolean oneByte(byte[] b, int from, int end) {
    int at = from;
    while (at < end) {
      int head = Bytes.uint8(b, at++);
      if (head == 0) {
        continue;
      }
      int id = head >>> 4;
      if (id == 0 || id == ONE_BYTE_END) {
        return true;
      }
      int length = (head & 0xF) + 1;
      if (at + length > end) {
        return false;
      }
      add(id, at, length);
      at += length;
    }
    return true;
  }

  private boolean twoByte(byte[] b, int from, int end) {
    int at = from;
    while (at < end) {
      int id = Bytes.uint8(b, at++);
      if (id == 0) {
        continue;
      }
      if (at == end) {
        return false;
      }
      int length = Bytes.uint8(b, at++);
      if (at + length > end) {
        return false;
      }
      add(id, at, length);
      at += length;
    }
    return true;
  }

  private void add(int id, int at, int length) {
    if (offsets[id] == ABSENT) {
      offsets[id] = at;
      lengths[id] = length;
      present[count++] = id;
    }
  }

  private void clear() {
    for (int i = 0; i < count; i++) {
      offsets[present[i]] = ABSENT;
      lengths[present[i]] = ABSENT;
    }
    count = 0;
  }

  /** Where the value of element {@code id}, 0 to 255, begins in the array; -1 when absent. */
  public int offset(int id) {
    return offsets[id];
  }

  /** Bytes of the value of element {@code id}, 0 to 255; -1 when absent. */
  public int length(int id) {
    return lengths[id];
  }
}
