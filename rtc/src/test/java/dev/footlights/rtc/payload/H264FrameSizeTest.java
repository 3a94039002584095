package dev.footlights.rtc.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H264FrameSizeTest {
  private static final String HD = "6742c01fd9005005bb011000000300100000030320f1832480";

  private final H264FrameSize size = new H264FrameSize();

  private boolean read(String hex) {
    byte[] unit = HexFormat.of().parseHex(hex);
    byte[] b = new byte[unit.length + 4];
    System.arraycopy(unit, 0, b, 2, unit.length);
    return size.read(b, 2, unit.length);
  }

  /** Of an encoder, so that nobody's reading of the specification is tested against itself. */
  @ParameterizedTest(name = "{3}: {1} x {2}")
  @CsvSource({
    "6742c01fd9005005bb011000000300100000030320f1832480, 1280, 720, baseline",
    "6742c01ed900a02ff97011000003000100000300320f162e48, 640, 360, baseline cropped",
    "67640028acd940780227e5c044000003000400000300c83c60c658, 1920, 1080, high cropped",
    "67640020acd9405005df88c044000003000400000300c83c60c658, 1280, 722, high",
    "674d401feca05a050d80880000030008000003019078c18cb0, 720, 1280, main upright",
    "67f4001e919b281485fc7c460220000003002000000641e2c5b2c0, 642, 361, high 4:4:4",
    "677a000dbcd941519e222f011000000300100000030320f1429960, 322, 182, high 4:2:2",
    "6764001eacd940b424d8088000000300800000190f8a14cb, 720, 576, high interlaced",
  })
  void isThatOfTheCroppedPicture(String hex, int width, int height, String what) {
    assertThat(read(hex)).as(what).isTrue();
    assertThat(size.width()).isEqualTo(width);
    assertThat(size.height()).isEqualTo(height);
    assertThat(size.area()).isEqualTo((long) width * height);
  }

  @Test
  void isFoundInAnAggregateAndInAFirstPiece() {
    assertThat(read("78" + "000209f0" + "0019" + HD + "000468ce3c80")).isTrue();
    assertThat(size.width()).isEqualTo(1280);
    assertThat(read("7c87" + HD.substring(2))).isTrue();
    assertThat(size.width()).isEqualTo(1280);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "658884", // no parameter set
        "6742c01f", // nothing after the level
        "6742c01fd9005005", // ends before the cropping
        "6742c01f0000000000000000000000", // a code without an end
        "7c0742c01fd9005005bb0110", // not a first piece
        "78000468ce3c80", // an aggregate without
      })
  void isUnknownWhereThereIsNoWholeParameterSet(String hex) {
    read(HD);
    assertThat(read(hex)).isFalse();
    assertThat(size.area()).isZero();
  }

  @Test
  void readsOverScalingListsAndOtherPictureOrder() {
    var bits =
        new Bits()
            .u(8, 100)
            .u(16, 31)
            .ue(0, 1, 0, 0)
            .u(1, 0)
            .u(1, 1) // scaling matrix: the first list ends early, the last one is whole
            .u(1, 1)
            .ue(2, 14)
            .u(6, 0)
            .u(1, 1);
    for (int i = 0; i < 64; i++) {
      bits.ue(1);
    }
    bits.ue(0, 1)
        .u(1, 0)
        .ue(0, 0, 3, 1, 2, 1)
        .ue(1)
        .u(1, 0)
        .ue(19, 14)
        .u(1, 1)
        .u(1, 1)
        .u(1, 0)
        .u(1, 0)
        .u(1, 1);
    assertThat(read("67" + bits.hex())).isTrue();
    assertThat(size.width()).isEqualTo(320);
    assertThat(size.height()).isEqualTo(240);
  }

  @Test
  void ofAnAbsurdPictureIsNoSmallOne() {
    var bits = new Bits().u(8, 66).u(16, 31).ue(0, 0, 2, 1).u(1, 0);
    bits.ue(0x7FFFFFFE, 0x7FFFFFFE).u(1, 1).u(1, 1).u(1, 0).u(1, 0).u(1, 1);
    assertThat(read("67" + bits.hex())).isTrue();
    assertThat(size.area()).isGreaterThan(1L << 60);
  }

  /** Writes a unit bit by bit, start codes kept out. */
  private static final class Bits {
    private final StringBuilder text = new StringBuilder();

    Bits u(int count, int value) {
      for (int i = count - 1; i >= 0; i--) {
        text.append(value >> i & 1);
      }
      return this;
    }

    Bits ue(int... values) {
      for (int value : values) {
        String binary = Long.toBinaryString(value + 1L);
        text.append("0".repeat(binary.length() - 1)).append(binary);
      }
      return this;
    }

    String hex() {
      var hex = new StringBuilder();
      int zeros = 0;
      for (int i = 0; i < text.length(); i += 8) {
        String byteBits = (text.substring(i, Math.min(i + 8, text.length())) + "0000000");
        int value = Integer.parseInt(byteBits.substring(0, 8), 2);
        if (zeros >= 2 && value <= 3) {
          hex.append("03");
          zeros = 0;
        }
        hex.append(String.format("%02x", value));
        zeros = value == 0 ? zeros + 1 : 0;
      }
      return hex.toString();
    }
  }
}
