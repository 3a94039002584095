package dev.footlights.rtc.payload;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;

/**
 * What precedes VP8 data in each packet, RFC 7741 §4.2.
 *
 * <pre>
 *      0 1 2 3 4 5 6 7
 *     |X|R|N|S|R| PID |   N: no other frame refers to it; S: a partition begins; PID: which one
 * X:  |I|L|T|K|  RSV  |   which of the following are there
 * I:  |M|  PictureID  |   7 bits, with M 15 bits
 * M:  |   PictureID   |
 * L:  |   TL0PICIDX   |   counts frames of the base temporal layer
 * T,K:|TID|Y| KEYIDX  |   one byte for both: temporal layer; counts keyframes
 * </pre>
 *
 * A reusable view: reading allocates nothing. It keeps places within the payload, not the array, so
 * that what was read from a cached packet can be rewritten in a copy of it. One thread.
 */
public final class Vp8Descriptor {
  private static final int ABSENT = -1;

  private int length;
  private boolean startsFrame;
  private boolean nonReference;
  private int pictureId = ABSENT;
  private int pictureIdBits;
  private int pictureIdAt;
  private int tl0PicIdx = ABSENT;
  private int tl0PicIdxAt;
  private int temporalId = ABSENT;
  private boolean layerSync;
  private int keyIdx = ABSENT;

  /** Bytes of the descriptor; -1 unless at least one byte of VP8 data follows it. */
  static int length(byte[] b, int off, int len) {
    if (len < 2) {
      return -1;
    }
    int length = 1;
    if ((b[off] & 0x80) != 0) {
      int flags = b[off + 1];
      length = 2;
      if ((flags & 0x80) != 0) {
        if (len <= length) {
          return -1;
        }
        length += (b[off + length] & 0x80) != 0 ? 2 : 1;
      }
      if ((flags & 0x40) != 0) {
        length++;
      }
      if ((flags & 0x30) != 0) {
        length++;
      }
    }
    return length < len ? length : -1;
  }

  /** Whether a frame's first partition begins in a payload of at least one byte: S, and PID 0. */
  static boolean startsFrame(byte[] b, int off) {
    return (b[off] & 0x17) == 0x10;
  }

  /**
   * Reads the descriptor of a payload without RTP padding.
   *
   * @return {@link Reject#NONE}, or {@link Reject#VP8_DESCRIPTOR}: then the accessors mean nothing
   */
  public Reject read(byte[] b, int off, int len) {
    length = length(b, off, len);
    if (length < 0) {
      return Reject.VP8_DESCRIPTOR;
    }
    startsFrame = startsFrame(b, off);
    nonReference = (b[off] & 0x20) != 0;
    pictureId = ABSENT;
    pictureIdBits = 0;
    tl0PicIdx = ABSENT;
    temporalId = ABSENT;
    layerSync = false;
    keyIdx = ABSENT;
    if ((b[off] & 0x80) != 0) {
      extension(b, off, b[off + 1]);
    }
    return Reject.NONE;
  }

  private void extension(byte[] b, int off, int flags) {
    int at = 2;
    if ((flags & 0x80) != 0) {
      pictureIdAt = at;
      if ((b[off + at] & 0x80) != 0) {
        pictureIdBits = 15;
        pictureId = Bytes.uint16(b, off + at) & 0x7FFF;
        at += 2;
      } else {
        pictureIdBits = 7;
        pictureId = b[off + at];
        at++;
      }
    }
    if ((flags & 0x40) != 0) {
      tl0PicIdxAt = at;
      tl0PicIdx = Bytes.uint8(b, off + at++);
    }
    int layer = (flags & 0x30) != 0 ? Bytes.uint8(b, off + at) : 0;
    if ((flags & 0x20) != 0) {
      temporalId = layer >>> 6;
      layerSync = (layer & 0x20) != 0;
    }
    if ((flags & 0x10) != 0) {
      keyIdx = layer & 0x1F;
    }
  }

  /** Bytes before the VP8 data, 1 to 6. */
  public int length() {
    return length;
  }

  /** Whether this is the first packet of a frame. */
  public boolean startsFrame() {
    return startsFrame;
  }

  /** Whether the frame may be dropped without harm to others. */
  public boolean nonReference() {
    return nonReference;
  }

  /** -1 when absent. */
  public int pictureId() {
    return pictureId;
  }

  /** 7 or 15; 0 when absent. */
  public int pictureIdBits() {
    return pictureIdBits;
  }

  /** 0 to 255; -1 when absent. */
  public int tl0PicIdx() {
    return tl0PicIdx;
  }

  /** 0 to 3; -1 when absent. */
  public int temporalId() {
    return temporalId;
  }

  /** Whether the frame refers to the base layer alone, so that its layer may be entered here. */
  public boolean layerSync() {
    return layerSync;
  }

  /** 0 to 31; -1 when absent. */
  public int keyIdx() {
    return keyIdx;
  }

  /**
   * Writes another picture id into a copy of the payload that was read, in the width it has there;
   * does nothing when it has none.
   *
   * @param off where the payload begins in {@code b}
   */
  public void rewritePictureId(byte[] b, int off, int id) {
    if (pictureIdBits == 15) {
      Bytes.put16(b, off + pictureIdAt, 0x8000 | id & 0x7FFF);
    } else if (pictureIdBits == 7) {
      b[off + pictureIdAt] = (byte) (id & 0x7F);
    }
  }

  /** Writes another TL0PICIDX into a copy of the payload that was read, if it has one. */
  public void rewriteTl0PicIdx(byte[] b, int off, int index) {
    if (tl0PicIdx != ABSENT) {
      b[off + tl0PicIdxAt] = (byte) index;
    }
  }
}
