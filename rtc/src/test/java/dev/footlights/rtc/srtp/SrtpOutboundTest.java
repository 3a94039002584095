package dev.footlights.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.footlights.rtc.Reject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpOutboundTest {

  @ParameterizedTest
  @EnumSource
  void anIndexIsUsedOnceForLife(SrtpProfile profile) {
    var pair = new SrtpPair(profile, 1);
    pair.protect(500, pair.rtp(7, 500, 20));

    pair.protect(2000, pair.rtp(7, 2000, 20));

    for (long used : new long[] {2000, 500, 2000 - SrtpStream.WINDOW, 0}) {
      byte[] packet = pair.rtp(7, used, 20);
      assertThatIllegalStateException().isThrownBy(() -> pair.protect(used, packet));
    }
    assertThat(pair.receive(pair.protect(1999, pair.rtp(7, 1999, 20)))).isEqualTo(Reject.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void anIndexBelongsToItsSsrc(SrtpProfile profile) {
    var pair = new SrtpPair(profile, 1);
    pair.protect(500, pair.rtp(7, 500, 20));

    assertThat(pair.receive(pair.protect(500, pair.rtp(8, 500, 20)))).isEqualTo(Reject.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void theLastIndexOf48BitsEndsTheStream(SrtpProfile profile) {
    var pair = new SrtpPair(profile, 1);
    long last = SrtpStream.MAX_INDEX;
    pair.protect(last, pair.rtp(7, last, 20));

    byte[] beyond = pair.rtp(7, last + 1, 20);
    assertThatIllegalStateException().isThrownBy(() -> pair.protect(last + 1, beyond));
  }

  @ParameterizedTest
  @EnumSource
  void theLastRtcpIndexEndsTheKey(SrtpProfile profile) {
    var pair = new SrtpPair(profile, 1, SrtpOutbound.MAX_RTCP_INDEX);
    byte[] report = pair.rtcp(7, 20);
    assertThat(pair.receiveRtcp(pair.protectRtcp(report))).isEqualTo(Reject.NONE);

    assertThatIllegalStateException().isThrownBy(() -> pair.protectRtcp(report));
  }

  @ParameterizedTest
  @EnumSource
  void aPacketThatIsNotOfItsStreamIsABug(SrtpProfile profile) {
    var pair = new SrtpPair(profile, 1);
    var foreign = new SrtpPair(profile, 2).outbound.stream(7);
    byte[] packet = pair.rtp(7, 1, 20);
    byte[] out = new byte[100];

    assertThatIllegalArgumentException()
        .isThrownBy(() -> pair.outbound.protectRtp(foreign, 1, packet, 0, packet.length, out, 0));
    var other = pair.outbound.stream(8);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pair.outbound.protectRtp(other, 1, packet, 0, packet.length, out, 0));
    var stream = pair.outbound.stream(7);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pair.outbound.protectRtp(stream, 2, packet, 0, packet.length, out, 0));
  }

  @ParameterizedTest
  @EnumSource
  void aStreamIsOneObjectAndTheirNumberIsCapped(SrtpProfile profile) {
    var outbound = new SrtpPair(profile, 1).outbound;
    for (long ssrc = 0; ssrc < SrtpOutbound.MAX_STREAMS; ssrc++) {
      assertThat(outbound.stream(ssrc + 0xFFFF_FF00L))
          .isSameAs(outbound.stream(ssrc + 0xFFFF_FF00L));
    }
    assertThatIllegalStateException().isThrownBy(() -> outbound.stream(0x1234));
    assertThat(outbound.stream(0xFFFF_FF01L).ssrc()).isEqualTo(0xFFFF_FF01L);
  }
}
