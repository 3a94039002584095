package dev.footlights.rtc.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Reject;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H264Test {

  @ParameterizedTest(name = "{2}: keyframe {1}")
  @CsvSource({
    "65 88 84, true, IDR slice",
    "25 88 84, true, IDR slice of another priority",
    "41 9a 24, false, other slice",
    "67 42 c0 1f, true, sequence parameter set",
    "68 ce 3c 80, false, picture parameter set",
    "09 f0, false, delimiter",
    "06 05 01, false, SEI",
    "78 0004 6742c01f 0004 68ce3c80, true, STAP-A of parameter sets",
    "78 0004 68ce3c80 0003 658884, true, STAP-A with an IDR slice last",
    "78 0002 09f0 0003 419a24, false, STAP-A without",
    "7c 85 88 84, true, first piece of an IDR slice",
    "7c 05 88 84, false, middle piece of an IDR slice",
    "7c 45 88 84, false, last piece of an IDR slice",
    "7c 81 9a 24, false, first piece of another slice",
    "7c 87 42 c0, true, first piece of a sequence parameter set",
  })
  void aKeyframeIsKnownByItsIdrSliceOrParameterSets(String hex, boolean keyframe, String what) {
    byte[] b = bytes(hex);
    assertThat(H264.check(b, 1, b.length - 1)).as(what).isEqualTo(Reject.NONE);
    assertThat(H264.keyframe(b, 1, b.length - 1)).as(what).isEqualTo(keyframe);
  }

  @ParameterizedTest(name = "{2}: starts a frame {1}")
  @CsvSource({
    "65 88 84, true, slice from macroblock 0",
    "41 9a 24, true, other slice from macroblock 0",
    "41 4a 24, false, slice from macroblock 1",
    "65 08, false, IDR slice further down",
    "67 42 c0 1f, true, sequence parameter set",
    "68 ce 3c 80, true, picture parameter set",
    "09 f0, true, delimiter",
    "06 05 01, true, SEI",
    "0c ff, false, filler",
    "0a, false, end of sequence",
    "0b, false, end of stream",
    "7c 81 9a 24, true, first piece from macroblock 0",
    "7c 81 4a 24, false, first piece of a later slice",
    "7c 01 9a 24, false, middle piece",
    "78 0003 414a24 0003 419a24, true, STAP-A",
    "78 0001 41 0003 414a24, false, STAP-A with a slice without data",
  })
  void aFrameBeginsWithItsFirstMacroblockOrWhatPrecedesIt(String hex, boolean starts, String what) {
    byte[] b = bytes(hex);
    assertThat(H264.check(b, 1, b.length - 1)).as(what).isEqualTo(Reject.NONE);
    assertThat(H264.startsFrame(b, 1, b.length - 1)).as(what).isEqualTo(starts);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "", // nothing
        "65", // no data
        "e5 88", // forbidden bit
        "60 88", // type 0
        "78 00", // STAP-A without a unit
        "78 0000", // unit of no bytes
        "78 0000 65", // unit of no bytes, then too little
        "78 0003 6588", // unit longer than the packet
        "78 0002 6588 65", // rest too short for a size
        "78 0002 6588 0001", // last size without its unit
        "79 0000 0002 6588", // STAP-B
        "7a 00 0002 6588", // MTAP16
        "7b 00 0002 6588", // MTAP24
        "7c 85", // FU-A without data
        "7c 80 88", // FU-A of type 0
        "7c 9c 88", // FU-A of an FU-A
        "7d 85 0000 88", // FU-B
        "7e 88", // type 30
        "7f 88", // type 31
      })
  void aPayloadThatIsNotWholeOrNotOfModeOneIsNoKeyframe(String hex) {
    byte[] b = bytes(hex);
    assertThat(H264.check(b, 1, b.length - 1)).isEqualTo(Reject.H264_PAYLOAD);
    assertThat(H264.keyframe(b, 1, b.length - 1)).isFalse();
    assertThat(H264.startsFrame(b, 1, b.length - 1)).isFalse();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex("ff" + hex.replace(" ", ""));
  }
}
