package dev.footlights.client.media;

import dev.footlights.rtc.Bytes;

/**
 * Cuts VP8 frames into RTP payloads, each with the descriptor of RFC 7741 §4.2.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * |X|R|N|S|R| PID |   X = 1; S = 1 in a frame's first packet; one partition, PID = 0
 * |I|L|T|K| RSV   |   I = 1, no temporal layers
 * |M| PictureID   |   M = 1: fifteen bits
 * |   PictureID   |
 * </pre>
 */
public final class Vp8Packets {
  /** Bytes of the descriptor. */
  public static final int DESCRIPTOR = 4;

  /** Picture ids are counted modulo 2^15. */
  public static final int PICTURE_IDS = 1 << 15;

  private static final int EXTENDED = 0x80;
  private static final int START = 0x10;
  private static final int HAS_PICTURE_ID = 0x80;
  private static final int LONG_PICTURE_ID = 0x8000;

  private Vp8Packets() {}

  /** How many payloads of at most {@code room} bytes a frame takes. */
  public static int count(byte[] frame, int room) {
    return Math.ceilDiv(frame.length, room - DESCRIPTOR);
  }

  /**
   * Writes payload {@code number} of {@code count}; a frame's payloads are equal to within one
   * byte.
   *
   * @param pictureId 0 to 2^15 - 1
   * @return bytes written
   */
  public static int write(byte[] frame, int pictureId, int number, int count, byte[] out, int at) {
    int from = share(frame, number, count);
    int length = share(frame, number + 1, count) - from;
    Bytes.put8(out, at, number == 0 ? EXTENDED | START : EXTENDED);
    Bytes.put8(out, at + 1, HAS_PICTURE_ID);
    Bytes.put16(out, at + 2, LONG_PICTURE_ID | pictureId);
    System.arraycopy(frame, from, out, at + DESCRIPTOR, length);
    return DESCRIPTOR + length;
  }

  private static int share(byte[] frame, int number, int count) {
    return (int) ((long) frame.length * number / count);
  }
}
