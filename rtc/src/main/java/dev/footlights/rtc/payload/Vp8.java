package dev.footlights.rtc.payload;

import dev.footlights.rtc.Bytes;

/**
 * What a forwarder reads of VP8 data itself: the frame's header, RFC 7741 §4.3 and RFC 6386 §9.1.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * |Size0|H| VER |P|   P = 0: keyframe
 * |     Size1     |
 * |     Size2     |
 * |  9d  01  2a   |   keyframes only: start code, then
 * | width, 14 bits, little endian; 2 bits of scale |
 * | height, likewise                               |
 * </pre>
 *
 * Payloads come with their descriptor and without RTP padding. Whatever is malformed is no
 * keyframe.
 */
public final class Vp8 {
  /** Ticks of the RTP timestamp a second (RFC 7741 §4.1). */
  public static final int CLOCK_RATE = 90_000;

  private static final int START_CODE = 0x9D012A;
  private static final int START_CODE_AT = 3;
  private static final int WIDTH_AT = 6;
  private static final int HEIGHT_AT = 8;
  private static final int KEYFRAME_HEADER = 10;
  private static final int SIZE_MASK = 0x3FFF;

  private Vp8() {}

  /** Whether a keyframe begins with this packet. */
  public static boolean keyframe(byte[] b, int off, int len) {
    int descriptor = Vp8Descriptor.length(b, off, len);
    return descriptor > 0 && Vp8Descriptor.startsFrame(b, off) && (b[off + descriptor] & 1) == 0;
  }

  /** Whether a frame begins with this packet. */
  public static boolean startsFrame(byte[] b, int off, int len) {
    return Vp8Descriptor.length(b, off, len) > 0 && Vp8Descriptor.startsFrame(b, off);
  }

  /** Pixels of the keyframe that begins with this packet, 0 when none does. */
  public static int width(byte[] b, int off, int len) {
    return size(b, off, len, WIDTH_AT);
  }

  /** Pixels of the keyframe that begins with this packet, 0 when none does. */
  public static int height(byte[] b, int off, int len) {
    return size(b, off, len, HEIGHT_AT);
  }

  private static int size(byte[] b, int off, int len, int at) {
    if (!keyframe(b, off, len)) {
      return 0;
    }
    int descriptor = Vp8Descriptor.length(b, off, len);
    int frame = off + descriptor;
    if (len - descriptor < KEYFRAME_HEADER
        || Bytes.uint24(b, frame + START_CODE_AT) != START_CODE) {
      return 0;
    }
    return (Bytes.uint8(b, frame + at + 1) << 8 | Bytes.uint8(b, frame + at)) & SIZE_MASK;
  }
}
