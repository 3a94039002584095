package dev.footlights.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SrtpInboundFuzzTest {

  @FuzzTest
  void noBytesMakeItThrowAndNoneAreTaken(byte[] bytes) {
    refusesAll(bytes);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void noRandomBytesMakeItThrowAndNoneAreTaken(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = (byte) (0x80 | bytes[0] & 0x3F);
      }
      refusesAll(bytes);
    }
  }

  private static void refusesAll(byte[] bytes) {
    for (SrtpProfile profile : SrtpProfile.values()) {
      var inbound = new SrtpPair(profile, 1).inbound;
      byte[] before = bytes.clone();
      assertThat(inbound.unprotectRtp(bytes, 0, bytes.length)).isNegative();
      assertThat(inbound.unprotectRtcp(bytes, 0, bytes.length)).isNegative();
      assertThat(Arrays.equals(bytes, before)).isTrue();
    }
  }
}
