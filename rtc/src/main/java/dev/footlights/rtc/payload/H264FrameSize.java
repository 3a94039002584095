package dev.footlights.rtc.payload;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;

/**
 * How large the pictures are that follow a sequence parameter set: H.264 §7.3.2.1.1, cropping
 * applied. Reads no further than the cropping, so not the VUI.
 *
 * <p>Reusable: each {@link #read} forgets what was read before. Allocates nothing.
 */
public final class H264FrameSize {
  private static final int SPS = 7;
  private static final int STAP_A = 24;
  private static final int FU_A = 28;
  private static final int TYPE_MASK = 0x1F;
  private static final int FU_START = 0x80;
  private static final int SIZE_BYTES = 2;

  /** Pixels of a macroblock's side. */
  private static final int MACROBLOCK = 16;

  private static final int CHROMA_420 = 1;
  private static final int CHROMA_422 = 2;
  private static final int CHROMA_444 = 3;

  /** Zeros before an Exp-Golomb code's first one; a longer code has no meaning in this unit. */
  private static final int MAX_ZEROS = 31;

  private static final int SCALING_LISTS = 8;
  private static final int SCALING_LISTS_444 = 12;
  private static final int SMALL_SCALING_LISTS = 6;

  private byte[] bytes = {};
  private int at;
  private int end;
  private int bit;
  private int zeroBytes;
  private boolean broken;
  private int width;
  private int height;

  /** Pixels of a row, 0 where the last {@link #read} was false; beyond {@code int} its maximum. */
  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Pixels of a picture. */
  public long area() {
    return (long) width * height;
  }

  /**
   * Reads the first sequence parameter set of a payload of packetization mode 1.
   *
   * @return false when there is none, or it is malformed
   */
  public boolean read(byte[] b, int off, int len) {
    width = 0;
    height = 0;
    if (H264.check(b, off, len) != Reject.NONE) {
      return false;
    }
    int until = off + len;
    return switch (b[off] & TYPE_MASK) {
      case SPS -> unit(b, off + 1, until);
      case FU_A ->
          (b[off + 1] & FU_START) != 0
              && (b[off + 1] & TYPE_MASK) == SPS
              && unit(b, off + 2, until);
      case STAP_A -> aggregate(b, off + 1, until);
      default -> false;
    };
  }

  private boolean aggregate(byte[] b, int from, int until) {
    int next = from;
    while (next < until) {
      int unit = next + SIZE_BYTES;
      next = unit + Bytes.uint16(b, next);
      if ((b[unit] & TYPE_MASK) == SPS) {
        return unit(b, unit + 1, next);
      }
    }
    return false;
  }

  private boolean unit(byte[] b, int from, int until) {
    bytes = b;
    at = from;
    end = until;
    bit = 0;
    zeroBytes = 0;
    broken = false;
    int profile = bits(8);
    bits(16); // constraint flags, level_idc
    code(); // seq_parameter_set_id
    int chroma = CHROMA_420;
    boolean separatePlanes = false;
    if (hasChroma(profile)) {
      chroma = (int) Math.min(code(), CHROMA_444 + 1);
      separatePlanes = chroma == CHROMA_444 && flag();
      code(); // bit_depth_luma_minus8
      code(); // bit_depth_chroma_minus8
      flag(); // qpprime_y_zero_transform_bypass_flag
      if (flag()) {
        scaling(chroma == CHROMA_444 ? SCALING_LISTS_444 : SCALING_LISTS);
      }
    }
    code(); // log2_max_frame_num_minus4
    pictureOrder();
    code(); // max_num_ref_frames
    flag(); // gaps_in_frame_num_value_allowed_flag
    long columns = code() + 1;
    long rows = code() + 1;
    boolean framesOnly = flag();
    if (!framesOnly) {
      flag(); // mb_adaptive_frame_field_flag
      rows *= 2;
    }
    flag(); // direct_8x8_inference_flag
    boolean cropped = flag();
    long left = cropped ? code() : 0;
    long right = cropped ? code() : 0;
    long top = cropped ? code() : 0;
    long bottom = cropped ? code() : 0;
    int columnStep = separatePlanes || chroma != CHROMA_420 && chroma != CHROMA_422 ? 1 : 2;
    int rowStep = (separatePlanes || chroma != CHROMA_420 ? 1 : 2) * (framesOnly ? 1 : 2);
    long w = columns * MACROBLOCK - columnStep * (left + right);
    long h = rows * MACROBLOCK - rowStep * (top + bottom);
    if (broken || chroma > CHROMA_444 || w <= 0 || h <= 0) {
      return false;
    }
    width = (int) Math.min(w, Integer.MAX_VALUE);
    height = (int) Math.min(h, Integer.MAX_VALUE);
    return true;
  }

  private static boolean hasChroma(int profile) {
    return switch (profile) {
      case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
      default -> false;
    };
  }

  private void pictureOrder() {
    long type = code();
    if (type == 0) {
      code(); // log2_max_pic_order_cnt_lsb_minus4
    } else if (type == 1) {
      flag(); // delta_pic_order_always_zero_flag
      code(); // offset_for_non_ref_pic
      code(); // offset_for_top_to_bottom_field
      long frames = code();
      for (long i = 0; i < frames && !broken; i++) {
        code(); // offset_for_ref_frame
      }
    }
  }

  /** Skips scaling lists (§7.3.2.1.1.1). */
  private void scaling(int lists) {
    for (int list = 0; list < lists; list++) {
      if (!flag()) {
        continue;
      }
      int size = list < SMALL_SCALING_LISTS ? 16 : 64;
      int next = 8;
      for (int i = 0, last = 8; i < size && next != 0; i++) {
        next = (int) (last + signedCode() & 0xFF);
        last = next == 0 ? last : next;
      }
    }
  }

  // --- bits ------------------------------------------------------------------------------------

  private boolean flag() {
    return bits(1) == 1;
  }

  /** So many bits, 0 to 31 of them; 0 once the unit has ended. */
  private int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | next();
    }
    return value;
  }

  /** ue(v), §9.1. */
  private long code() {
    int zeros = 0;
    while (!broken && next() == 0) {
      if (++zeros > MAX_ZEROS) {
        broken = true;
      }
    }
    return broken ? 0 : (1L << zeros) - 1 + bits(zeros);
  }

  /** se(v), §9.1.1. */
  private long signedCode() {
    long code = code();
    return (code & 1) == 0 ? -(code / 2) : (code + 1) / 2;
  }

  /** The next bit of the RBSP: a 3 after two zero bytes only keeps start codes out (§7.4.1). */
  private int next() {
    if (bit == 0 && zeroBytes >= 2 && at < end && bytes[at] == 3) {
      at++;
      zeroBytes = 0;
    }
    if (at >= end) {
      broken = true;
      return 0;
    }
    int value = bytes[at] >> 7 - bit & 1;
    if (++bit == 8) {
      zeroBytes = bytes[at] == 0 ? zeroBytes + 1 : 0;
      bit = 0;
      at++;
    }
    return value;
  }
}
