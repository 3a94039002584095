package dev.footlights.sfu.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.sdp.Kind;
import dev.footlights.sfu.track.Coding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirrorPacketTest {

  @ParameterizedTest
  @CsvSource({"OPUS,'',48000,AUDIO,''", "VP8,'',90000,VIDEO,hi", "H264,42e0,90000,VIDEO,q"})
  void everythingTravels(String name, String profile, int rate, Kind kind, String rid) {
    var coding = new Coding(name, profile, rate);
    byte[] bytes = new byte[3 + MirrorPacket.MAX_HEADER];
    int length = MirrorPacket.write(bytes, 3, -7, 4, 0x1_0000_FFFEL, 0xABCDEF01, kind, coding, rid);

    assertThat(length).isEqualTo(MirrorPacket.headerLength(bytes, 3));
    assertThat(MirrorPacket.publication(bytes, 3)).isEqualTo(-7);
    assertThat(MirrorPacket.generation(bytes, 3)).isEqualTo(4);
    assertThat(MirrorPacket.index(bytes, 3)).isEqualTo(0x1_0000_FFFEL);
    assertThat(MirrorPacket.facts(bytes, 3)).isEqualTo(0xABCDEF01);
    assertThat(MirrorPacket.kind(bytes, 3)).isEqualTo(kind);
    assertThat(MirrorPacket.coding(bytes, 3)).isEqualTo(coding);
    assertThat(MirrorPacket.same(bytes, 3, coding)).isTrue();
    assertThat(MirrorPacket.same(bytes, 3, new Coding("H264", "4d00", 90_000))).isFalse();
    assertThat(MirrorPacket.rid(bytes, 3)).isEqualTo(rid);
  }
}
