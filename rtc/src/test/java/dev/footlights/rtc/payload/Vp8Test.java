package dev.footlights.rtc.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Reject;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Vp8Test {
  private final Vp8Descriptor descriptor = new Vp8Descriptor();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void everyFieldIsReadAndPictureIdsAreRewrittenAlone(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 1000; round++) {
      boolean extended = random.nextBoolean();
      int bits = !extended ? 0 : new int[] {0, 7, 15}[random.nextInt(3)];
      boolean hasTl0 = extended && random.nextBoolean();
      boolean hasTid = extended && random.nextBoolean();
      boolean hasKey = extended && random.nextBoolean();
      boolean start = random.nextBoolean();
      int partition = random.nextInt(8);
      boolean nonReference = random.nextBoolean();
      int id = random.nextInt(1 << bits);
      int tl0 = random.nextInt(256);
      int layer = random.nextInt(256);
      var bytes = new ByteArrayOutputStream();
      bytes.write(
          (extended ? 0x80 : 0) | (nonReference ? 0x20 : 0) | (start ? 0x10 : 0) | partition);
      if (extended) {
        bytes.write(
            (bits > 0 ? 0x80 : 0)
                | (hasTl0 ? 0x40 : 0)
                | (hasTid ? 0x20 : 0)
                | (hasKey ? 0x10 : 0));
      }
      if (bits == 15) {
        bytes.write(0x80 | id >>> 8);
      }
      if (bits > 0) {
        bytes.write(id);
      }
      if (hasTl0) {
        bytes.write(tl0);
      }
      if (hasTid || hasKey) {
        bytes.write(layer);
      }
      int length = bytes.size();
      bytes.write(0x55);
      byte[] b = bytes.toByteArray();

      assertThat(descriptor.read(b, 0, b.length)).isEqualTo(Reject.NONE);
      assertThat(descriptor.length()).isEqualTo(length);
      assertThat(descriptor.startsFrame()).isEqualTo(start && partition == 0);
      assertThat(descriptor.nonReference()).isEqualTo(nonReference);
      assertThat(descriptor.pictureIdBits()).isEqualTo(bits);
      assertThat(descriptor.pictureId()).isEqualTo(bits > 0 ? id : -1);
      assertThat(descriptor.tl0PicIdx()).isEqualTo(hasTl0 ? tl0 : -1);
      assertThat(descriptor.temporalId()).isEqualTo(hasTid ? layer >>> 6 : -1);
      assertThat(descriptor.layerSync()).isEqualTo(hasTid && (layer & 0x20) != 0);
      assertThat(descriptor.keyIdx()).isEqualTo(hasKey ? layer & 0x1F : -1);

      int off = random.nextInt(5);
      byte[] copy = new byte[off + b.length];
      System.arraycopy(b, 0, copy, off, b.length);
      int otherId = random.nextInt();
      int otherTl0 = random.nextInt();
      var written = new Vp8Descriptor();
      descriptor.rewritePictureId(copy, off, otherId);
      descriptor.rewriteTl0PicIdx(copy, off, otherTl0);

      assertThat(written.read(copy, off, b.length)).isEqualTo(Reject.NONE);
      assertThat(written.pictureIdBits()).isEqualTo(bits);
      assertThat(written.pictureId()).isEqualTo(bits > 0 ? otherId & (1 << bits) - 1 : -1);
      assertThat(written.tl0PicIdx()).isEqualTo(hasTl0 ? otherTl0 & 0xFF : -1);
      written.rewritePictureId(copy, off, id);
      written.rewriteTl0PicIdx(copy, off, tl0);
      assertThat(Arrays.copyOfRange(copy, off, copy.length)).isEqualTo(b);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "10",
        "90",
        "9000",
        "9080",
        "908080",
        "90808001",
        "90e0010203",
        "9040",
        "904001"
      })
  void aDescriptorWithoutDataAfterItIsRefused(String hex) {
    byte[] b = HexFormat.of().parseHex(hex);
    assertThat(descriptor.read(b, 0, b.length)).isEqualTo(Reject.VP8_DESCRIPTOR);
    assertThat(Vp8.keyframe(b, 0, b.length)).isFalse();
    assertThat(Vp8.startsFrame(b, 0, b.length)).isFalse();
  }

  @Test
  void fieldsOfThePacketBeforeAreForgotten() {
    byte[] full = HexFormat.of().parseHex("f0f0812345e6" + "55");
    byte[] bare = HexFormat.of().parseHex("1055");
    assertThat(descriptor.read(full, 0, full.length)).isEqualTo(Reject.NONE);
    assertThat(descriptor.pictureId()).isEqualTo(0x123);
    assertThat(descriptor.read(bare, 0, bare.length)).isEqualTo(Reject.NONE);
    assertThat(descriptor.pictureId()).isEqualTo(-1);
    assertThat(descriptor.tl0PicIdx()).isEqualTo(-1);
    assertThat(descriptor.temporalId()).isEqualTo(-1);
    assertThat(descriptor.layerSync()).isFalse();
    assertThat(descriptor.keyIdx()).isEqualTo(-1);
    descriptor.rewritePictureId(bare, 0, 7);
    descriptor.rewriteTl0PicIdx(bare, 0, 7);
    assertThat(bare).containsExactly(0x10, 0x55);
  }

  @ParameterizedTest(name = "{0}: keyframe {1}, {2} x {3}")
  @CsvSource({
    "10 50f600 9d012a 8002 6801, true, 640, 360",
    "9080 8123 50f600 9d012a 8042 68c1, true, 640, 360",
    "10 51f600 9d012a 8002 6801, false, 0, 0",
    "00 50f600 9d012a 8002 6801, false, 0, 0",
    "11 50f600 9d012a 8002 6801, false, 0, 0",
    "10 50f600 9d012b 8002 6801, true, 0, 0",
    "10 50f600 9d012a 8002 68, true, 0, 0",
    "10 50, true, 0, 0",
  })
  void aKeyframeIsKnownByItsFirstPacket(String hex, boolean keyframe, int width, int height) {
    byte[] b = HexFormat.of().parseHex("ff" + hex.replace(" ", ""));
    assertThat(Vp8.keyframe(b, 1, b.length - 1)).isEqualTo(keyframe);
    assertThat(Vp8.width(b, 1, b.length - 1)).isEqualTo(width);
    assertThat(Vp8.height(b, 1, b.length - 1)).isEqualTo(height);
  }
}
