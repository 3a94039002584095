package dev.footlights.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Bytes;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SrtpRoundTripTest {

  static Stream<Arguments> profilesAndSeeds() {
    return Arrays.stream(SrtpProfile.values())
        .flatMap(
            profile ->
                IntStream.rangeClosed(1, 5).mapToObj(seed -> Arguments.of(profile, (long) seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("profilesAndSeeds")
  void whatIsProtectedOpensToTheSameBytes(SrtpProfile profile, long seed) {
    var pair = new SrtpPair(profile, seed);
    long index = pair.random.nextInt(0x8000);
    for (int i = 0; i < 200; i++, index += 1 + pair.random.nextInt(20)) {
      byte[] plain = pair.rtp(0xA000_0001L, index, pair.random.nextInt(1400));
      byte[] sealed = pair.protect(index, plain);
      assertThat(Arrays.copyOf(sealed, SrtpPair.HEADER))
          .isEqualTo(Arrays.copyOf(plain, SrtpPair.HEADER));
      byte[] slab = new byte[sealed.length + 40];
      System.arraycopy(sealed, 0, slab, 17, sealed.length);

      assertThat(pair.inbound.unprotectRtp(slab, 17, sealed.length)).isEqualTo(plain.length);
      assertThat(Arrays.copyOfRange(slab, 17, 17 + plain.length)).isEqualTo(plain);
      assertThat(pair.inbound.lastIndex()).isEqualTo(index);

      byte[] report = pair.rtcp(0xB000_0002L, pair.random.nextInt(300));
      byte[] sealedReport = pair.protectRtcp(report);
      assertThat(pair.inbound.unprotectRtcp(sealedReport, 0, sealedReport.length))
          .isEqualTo(report.length);
      assertThat(Arrays.copyOf(sealedReport, report.length)).isEqualTo(report);
    }
  }

  @ParameterizedTest
  @EnumSource
  void csrcsAndExtensionsStayInClear(SrtpProfile profile) {
    var pair = new SrtpPair(profile, 3);
    byte[] plain = pair.rtp(7, 1, 100);
    plain[0] = (byte) 0x92;
    Bytes.put16(plain, 12 + 8 + 2, 3);
    int clear = 12 + 8 + 4 + 12;

    byte[] sealed = pair.protect(1, plain);

    assertThat(Arrays.copyOf(sealed, clear)).isEqualTo(Arrays.copyOf(plain, clear));
    assertThat(Arrays.copyOfRange(sealed, clear, plain.length))
        .isNotEqualTo(Arrays.copyOfRange(plain, clear, plain.length));
    assertThat(pair.inbound.unprotectRtp(sealed, 0, sealed.length)).isEqualTo(plain.length);
    assertThat(Arrays.copyOf(sealed, plain.length)).isEqualTo(plain);
  }

  @ParameterizedTest
  @EnumSource
  void aPacketMayBeProtectedWhereItLies(SrtpProfile profile) {
    var apart = new SrtpPair(profile, 4);
    var inPlace = new SrtpPair(profile, 4);
    byte[] plain = apart.rtp(7, 9, 333);
    byte[] report = apart.rtcp(7, 44);
    byte[] slab = Arrays.copyOf(plain, 600);
    byte[] reportSlab = Arrays.copyOf(report, 600);

    var stream = inPlace.outbound.stream(7);
    int written = inPlace.outbound.protectRtp(stream, 9, slab, 0, plain.length, slab, 0);
    int reportWritten = inPlace.outbound.protectRtcp(reportSlab, 0, report.length, reportSlab, 0);

    assertThat(Arrays.copyOf(slab, written)).isEqualTo(apart.protect(9, plain));
    assertThat(Arrays.copyOf(reportSlab, reportWritten)).isEqualTo(apart.protectRtcp(report));
  }

  @ParameterizedTest
  @EnumSource
  void aPacketMayBeProtectedElsewhereInItsArray(SrtpProfile profile) {
    var apart = new SrtpPair(profile, 5);
    var shared = new SrtpPair(profile, 5);
    byte[] plain = apart.rtp(7, 9, 333);
    byte[] slab = Arrays.copyOf(plain, 2000);

    var stream = shared.outbound.stream(7);
    int written = shared.outbound.protectRtp(stream, 9, slab, 0, plain.length, slab, 1000);

    assertThat(Arrays.copyOfRange(slab, 1000, 1000 + written)).isEqualTo(apart.protect(9, plain));
    assertThat(Arrays.copyOf(slab, plain.length)).isEqualTo(plain);
  }
}
