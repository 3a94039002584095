package dev.footlights.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which codec of a viewer carries a publisher's track (RFC 6184 §8.1). */
class CodecTest {

  private static Codec h264(String profile) {
    return new Codec(
        102,
        "H264",
        90_000,
        1,
        Map.of("profile-level-id", profile, "packetization-mode", "1"),
        Set.of(),
        -1);
  }

  @ParameterizedTest(name = "a decoder of {0} takes {1}: {2}")
  @CsvSource({
    "42e01f, 42e01f, true",
    "42e01f, 42c00a, true",
    "42e01f, 42001e, true",
    "42001f, 42e034, true",
    "42E01F, 42001f, true",
    "42e01f, 4d001f, false",
    "42e01f, 4d801f, true",
    "4d001f, 42e01f, true",
    "4d001f, 64001f, false",
    "64001f, 4d001f, true",
    "64001f, 42001f, true",
    "640c1f, 64001f, false",
    "640c1f, 640c29, true",
    "64001f, 640c1f, true",
    "42e01f, zzzzzz, false",
    "42e01f, 42e0, false",
    "7a001f, 7a001f, false",
  })
  void profilesDecide(String viewer, String track, boolean carries) {
    assertThat(h264(viewer).carries(h264(track))).isEqualTo(carries);
  }

  @Test
  void packetizationModesMustBeTheSame() {
    var mode0 =
        new Codec(104, "H264", 90_000, 1, Map.of("profile-level-id", "42e01f"), Set.of(), -1);
    assertThat(mode0.carries(h264("42e01f"))).isFalse();
    assertThat(mode0.carries(mode0)).isTrue();
  }

  @Test
  void otherCodecsCarryTheirOwnKind() {
    var vp8 = new Codec(96, "VP8", 90_000, 1, Map.of(), Set.of(), 97);
    var other = new Codec(120, "VP8", 90_000, 1, Map.of("max-fs", "12288"), Set.of("nack"), -1);
    assertThat(vp8.carries(other)).isTrue();
    assertThat(vp8.carries(h264("42e01f"))).isFalse();
  }
}
