package dev.footlights.rtc.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.footlights.rtc.Reject;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No bytes make the reader throw; a refused message tells nothing. */
class FeedbackFuzzTest {

  @FuzzTest
  void anyBytesAreReadOrRefused(byte[] input) {
    check(input);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void randomMessagesAreReadOrRefused(long seed) {
    var random = new SplittableRandom(seed);
    int read = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] message = new byte[random.nextInt(64)];
      random.nextBytes(message);
      if (message.length > 16) {
        message[14] = 0;
        message[15] = (byte) random.nextInt(40);
      }
      read += check(message) ? 1 : 0;
    }
    assertThat(read).isPositive();
  }

  private static boolean check(byte[] message) {
    byte[] padded = Arrays.copyOf(message, message.length + 1);
    padded[message.length] = 0x55;
    var told = new Told();
    Reject reject = new FeedbackReader().read(padded, 0, message.length, told);
    if (reject != Reject.NONE) {
      assertThat(told.lines).isEmpty();
      return false;
    }
    int statuses = (message[14] & 0xFF) << 8 | message[15] & 0xFF;
    assertThat(told.arrived + told.lost).isEqualTo(statuses);
    return true;
  }
}
