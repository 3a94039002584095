package dev.footlights.sfu.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.sdp.Codec;
import dev.footlights.rtc.sdp.Kind;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirrorPacketTest {

  @ParameterizedTest
  @CsvSource({"OPUS,'',48000,AUDIO,''", "VP8,'',90000,VIDEO,hi", "H264,42e01f,90000,VIDEO,q"})
  void everythingTravels(String name, String profile, int rate, Kind kind, String rid) {
    Codec codec = codec(name, profile, rate);
    byte[] bytes = new byte[3 + MirrorPacket.MAX_HEADER];
    int length = MirrorPacket.write(bytes, 3, -7, 4, 0x1_0000_FFFEL, 0xABCDEF01, kind, codec, rid);

    assertThat(length).isEqualTo(MirrorPacket.headerLength(bytes, 3));
    assertThat(MirrorPacket.publication(bytes, 3)).isEqualTo(-7);
    assertThat(MirrorPacket.generation(bytes, 3)).isEqualTo(4);
    assertThat(MirrorPacket.index(bytes, 3)).isEqualTo(0x1_0000_FFFEL);
    assertThat(MirrorPacket.facts(bytes, 3)).isEqualTo(0xABCDEF01);
    assertThat(MirrorPacket.kind(bytes, 3)).isEqualTo(kind);
    assertThat(MirrorPacket.codec(bytes, 3).carries(codec)).isTrue();
    assertThat(codec.carries(MirrorPacket.codec(bytes, 3))).isTrue();
    assertThat(MirrorPacket.same(bytes, 3, codec)).isTrue();
    assertThat(MirrorPacket.same(bytes, 3, codec("H264", "4d001f", 90_000))).isFalse();
    assertThat(MirrorPacket.rid(bytes, 3)).isEqualTo(rid);
  }

  private static Codec codec(String name, String profile, int rate) {
    Map<String, String> parameters =
        profile.isEmpty()
            ? Map.of()
            : Map.of("profile-level-id", profile, "packetization-mode", "1");
    return new Codec(100, name, rate, name.equals("OPUS") ? 2 : 1, parameters, Set.of(), 101);
  }
}
