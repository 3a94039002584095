package dev.footlights.rtc.rtp;

import dev.footlights.rtc.Bytes;

/**
 * Builds an extension block: in the one-byte form, or in the two-byte form when an id is above 14,
 * or a value empty or longer than 16 bytes (RFC 8285 §4.1.2). {@link RtpExtensions} has the
 * drawing.
 *
 * <p>Reusable and without allocation: {@link #clear}, {@link #add}, {@link #write}. Ids and lengths
 * are ours, so that a wrong one is a bug and throws. One thread.
 */
public final class RtpExtensionWriter {
  /** More than the extensions we know. */
  public static final int MAX_ELEMENTS = 16;

  /** Room for all values of one packet. */
  public static final int MAX_VALUE_BYTES = 512;

  private static final int MAX_ONE_BYTE_ID = 14;
  private static final int MAX_ONE_BYTE_LENGTH = 16;

  private final int[] ids = new int[MAX_ELEMENTS];
  private final int[] starts = new int[MAX_ELEMENTS + 1];
  private final byte[] values = new byte[MAX_VALUE_BYTES];
  private int count;
  private boolean twoByte;

  public RtpExtensionWriter clear() {
    count = 0;
    twoByte = false;
    return this;
  }

  /**
   * @param id 1 to 255, not added before
   * @param length 0 to 255
   */
  public RtpExtensionWriter add(int id, byte[] value, int offset, int length) {
    System.arraycopy(value, offset, values, begin(id, length), length);
    return this;
  }

  /**
   * Adds a number in network byte order.
   *
   * @param id 1 to 255, not added before
   * @param length 1 to 8 bytes, the lower ones of the number
   */
  public RtpExtensionWriter add(int id, long value, int length) {
    int at = begin(id, length);
    for (int i = 0; i < length; i++) {
      values[at + i] = (byte) (value >>> 8 * (length - 1 - i));
    }
    return this;
  }

  private int begin(int id, int length) {
    int at = starts[count];
    if (id < 1 || id > 255 || length < 0 || length > 255) {
      throw new IllegalArgumentException("element " + id + " of " + length + " bytes");
    }
    if (count == MAX_ELEMENTS || at + length > MAX_VALUE_BYTES) {
      throw new IllegalStateException("too many elements for one packet");
    }
    ids[count++] = id;
    starts[count] = at + length;
    twoByte |= id > MAX_ONE_BYTE_ID || length == 0 || length > MAX_ONE_BYTE_LENGTH;
    return at;
  }

  /** Bytes that {@link #write} will write: 0 without elements, else a multiple of 4. */
  public int length() {
    int elements = count * (twoByte ? 2 : 1) + starts[count];
    return count == 0 ? 0 : RtpHeader.EXTENSION_HEADER + (elements + 3 & ~3);
  }

  /** Writes the block; returns {@link #length()}. The X bit is the caller's. */
  public int write(byte[] out, int at) {
    int length = length();
    if (length == 0) {
      return 0;
    }
    Bytes.put16(out, at, twoByte ? RtpExtensions.TWO_BYTE : RtpExtensions.ONE_BYTE);
    Bytes.put16(out, at + 2, length / 4 - 1);
    int next = at + RtpHeader.EXTENSION_HEADER;
    for (int i = 0; i < count; i++) {
      int bytes = starts[i + 1] - starts[i];
      if (twoByte) {
        out[next++] = (byte) ids[i];
        out[next++] = (byte) bytes;
      } else {
        out[next++] = (byte) (ids[i] << 4 | bytes - 1);
      }
      System.arraycopy(values, starts[i], out, next, bytes);
      next += bytes;
    }
    while (next < at + length) {
      out[next++] = 0;
    }
    return length;
  }
}
