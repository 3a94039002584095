package dev.footlights.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Reject;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpInboundTest {

  @ParameterizedTest
  @EnumSource
  void aReplayIsRefused(SrtpProfile profile) {
    var pair = new SrtpPair(profile, 1);
    byte[] packet = pair.protect(100, pair.rtp(7, 100, 50));
    byte[] report = pair.protectRtcp(pair.rtcp(7, 24));

    assertThat(pair.receive(packet)).isEqualTo(Reject.NONE);
    assertThat(pair.receive(packet)).isEqualTo(Reject.SRTP_REPLAYED);
    assertThat(pair.receiveRtcp(report)).isEqualTo(Reject.NONE);
    assertThat(pair.receiveRtcp(report)).isEqualTo(Reject.SRTP_REPLAYED);
  }

  @ParameterizedTest
  @EnumSource
  void everyChangedByteIsRefusedAndChangesNothing(SrtpProfile profile) {
    var pair = new SrtpPair(profile, 1);
    byte[] packet = pair.protect(100, pair.rtp(7, 100, 50));
    byte[] report = pair.protectRtcp(pair.rtcp(7, 24));

    for (int at = 0; at < packet.length; at++) {
      byte[] forged = packet.clone();
      forged[at] ^= 0x04;
      byte[] before = forged.clone();
      assertThat(pair.inbound.unprotectRtp(forged, 0, forged.length)).isNegative();
      assertThat(forged).isEqualTo(before);
    }
    for (int at = 0; at < report.length; at++) {
      byte[] forged = report.clone();
      forged[at] ^= 0x04;
      byte[] before = forged.clone();
      assertThat(pair.inbound.unprotectRtcp(forged, 0, forged.length)).isNegative();
      assertThat(forged).isEqualTo(before);
    }
    assertThat(pair.inbound.lastIndex()).isEqualTo(-1);
    assertThat(pair.receive(packet)).isEqualTo(Reject.NONE);
    assertThat(pair.receiveRtcp(report)).isEqualTo(Reject.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void theRollOverCounterFollowsTheSequenceNumber(SrtpProfile profile) {
    var pair = new SrtpPair(profile, 1);
    for (long index = 0x7000; index < 0x3_4000; index += 0x3F0) {
      assertThat(pair.receive(pair.protect(index, pair.rtp(7, index, 8)))).isEqualTo(Reject.NONE);
      assertThat(pair.inbound.lastIndex()).isEqualTo(index);
    }
  }

  @ParameterizedTest
  @EnumSource
  void packetsReorderedAcrossTheRollOverAreTaken(SrtpProfile profile) {
    var pair = new SrtpPair(profile, 1);
    byte[] before = pair.protect(0xFFFE, pair.rtp(7, 0xFFFE, 8));
    byte[] last = pair.protect(0xFFFF, pair.rtp(7, 0xFFFF, 8));
    byte[] first = pair.protect(0x1_0000, pair.rtp(7, 0x1_0000, 8));

    assertThat(pair.receive(before)).isEqualTo(Reject.NONE);
    assertThat(pair.receive(first)).isEqualTo(Reject.NONE);
    assertThat(pair.inbound.lastIndex()).isEqualTo(0x1_0000);
    assertThat(pair.receive(last)).isEqualTo(Reject.NONE);
    assertThat(pair.inbound.lastIndex()).isEqualTo(0xFFFF);
  }

  @ParameterizedTest
  @EnumSource
  void aPacketFromBeforeTheFirstRollOverCounterIsRefused(SrtpProfile profile) {
    var pair = new SrtpPair(profile, 1);
    byte[] early = pair.protect(3, pair.rtp(7, 3, 8));
    byte[] impossible = new SrtpPair(profile, 1).protect(0xFFF0, pair.rtp(7, 0xFFF0, 8));

    assertThat(pair.receive(early)).isEqualTo(Reject.NONE);
    assertThat(pair.receive(impossible)).isEqualTo(Reject.SRTP_REPLAYED);
  }

  @ParameterizedTest
  @EnumSource
  void theWindowReachesBackItsWholeSize(SrtpProfile profile) {
    var pair = new SrtpPair(profile, 1);
    byte[] tooOld = pair.protect(1000, pair.rtp(7, 1000, 8));
    byte[] oldest = pair.protect(1001, pair.rtp(7, 1001, 8));
    long newest = 1000 + SrtpInbound.RTP_WINDOW;

    assertThat(pair.receive(pair.protect(newest, pair.rtp(7, newest, 8)))).isEqualTo(Reject.NONE);
    assertThat(pair.receive(tooOld)).isEqualTo(Reject.SRTP_REPLAYED);
    assertThat(pair.receive(oldest)).isEqualTo(Reject.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void onlyAuthenticSsrcsCountAgainstTheCap(SrtpProfile profile) {
    var pair = new SrtpPair(profile, 1);
    var stranger = new SrtpPair(profile, 2);
    for (int ssrc = 1000; ssrc < 1000 + 2 * SsrcWindows.MAX_SSRCS; ssrc++) {
      assertThat(pair.receive(stranger.protect(1, stranger.rtp(ssrc, 1, 8))))
          .isEqualTo(Reject.SRTP_AUTHENTICATION);
    }
    for (int ssrc = 0; ssrc < SsrcWindows.MAX_SSRCS; ssrc++) {
      assertThat(pair.receive(pair.protect(1, pair.rtp(ssrc, 1, 8)))).isEqualTo(Reject.NONE);
      assertThat(pair.receiveRtcp(pair.protectRtcp(pair.rtcp(ssrc, 8)))).isEqualTo(Reject.NONE);
    }
    assertThat(pair.receive(pair.protect(1, pair.rtp(77, 1, 8))))
        .isEqualTo(Reject.SRTP_TOO_MANY_SSRCS);
    assertThat(pair.receiveRtcp(pair.protectRtcp(pair.rtcp(77, 8))))
        .isEqualTo(Reject.SRTP_TOO_MANY_SSRCS);
    assertThat(pair.receive(pair.protect(2, pair.rtp(5, 2, 8)))).isEqualTo(Reject.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void everyTruncationIsRefused(SrtpProfile profile) {
    var pair = new SrtpPair(profile, 1);
    byte[] packet = pair.protect(100, pair.rtp(7, 100, 5));
    byte[] report = pair.protectRtcp(pair.rtcp(7, 4));
    for (int length = 0; length < packet.length; length++) {
      assertThat(pair.receive(Arrays.copyOf(packet, length))).isNotEqualTo(Reject.NONE);
    }
    for (int length = 0; length < report.length; length++) {
      assertThat(pair.receiveRtcp(Arrays.copyOf(report, length))).isNotEqualTo(Reject.NONE);
    }
    assertThat(pair.receive(new byte[3])).isEqualTo(Reject.SRTP_SHORT);
    assertThat(pair.receiveRtcp(new byte[3])).isEqualTo(Reject.SRTP_SHORT);
  }

  @ParameterizedTest
  @EnumSource
  void aHeaderLongerThanItsPacketIsRefused(SrtpProfile profile) {
    var pair = new SrtpPair(profile, 1);
    byte[] packet = pair.protect(100, pair.rtp(7, 100, 30));
    packet[0] = (byte) 0x8F;
    assertThat(pair.receive(packet)).isEqualTo(Reject.RTP_MALFORMED);
    packet[0] = (byte) 0x90;
    packet[14] = (byte) 0xFF;
    assertThat(pair.receive(packet)).isEqualTo(Reject.RTP_MALFORMED);
    packet[0] = 0x00;
    assertThat(pair.receive(packet)).isEqualTo(Reject.RTP_MALFORMED);
  }
}
