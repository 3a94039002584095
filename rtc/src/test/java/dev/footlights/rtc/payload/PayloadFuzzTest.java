package dev.footlights.rtc.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.footlights.rtc.HostileBytes;
import dev.footlights.rtc.Reject;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadFuzzTest {
  private static final List<byte[]> VALID =
      List.of(
          hex("1050f6009d012a80026801"),
          hex("90f0812345e650f6009d012a8002"),
          hex("9080015500"),
          hex("7800046742c01f000468ce3c800003658884"),
          hex("7c8588840000"),
          hex("67640028acd940780227e5c044000003000400000300c83c60c658"),
          hex("419a24000000"));

  private final Vp8Descriptor descriptor = new Vp8Descriptor();
  private final H264FrameSize size = new H264FrameSize();

  @FuzzTest
  void noInputThrows(byte[] data) {
    HostileBytes.parse(data, 3, this::parse);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void noRandomOrMutatedInputThrows(long seed) {
    HostileBytes.feed(seed, 10_000, VALID, this::parse);
  }

  private void parse(byte[] b, int off, int len) {
    boolean vp8 = descriptor.read(b, off, len) == Reject.NONE;
    if (vp8) {
      assertThat(descriptor.length()).isBetween(1, Math.min(6, len - 1));
      byte[] copy = b.clone();
      descriptor.rewritePictureId(copy, off, descriptor.pictureId());
      descriptor.rewriteTl0PicIdx(copy, off, descriptor.tl0PicIdx());
      assertThat(copy).isEqualTo(b);
    }
    assertThat(Vp8.startsFrame(b, off, len)).isEqualTo(vp8 && descriptor.startsFrame());
    if (!Vp8.keyframe(b, off, len)) {
      assertThat(Vp8.width(b, off, len) + Vp8.height(b, off, len)).isZero();
    }
    boolean h264 = H264.check(b, off, len) == Reject.NONE;
    assertThat(h264 || !(H264.keyframe(b, off, len) || H264.startsFrame(b, off, len))).isTrue();
    boolean sized = size.read(b, off, len);
    assertThat(size.width() > 0 && size.height() > 0 && size.area() > 0).isEqualTo(sized);
    assertThat(!sized || H264.keyframe(b, off, len)).isTrue();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
