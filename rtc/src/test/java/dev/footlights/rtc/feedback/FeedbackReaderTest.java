package dev.footlights.rtc.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Reject;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages as the draft draws them. */
class FeedbackReaderTest {
  private final FeedbackReader reader = new FeedbackReader();
  private final Told told = new Told();

  /** A message with base 5 and reference 1; its length field is not read here. */
  private Reject read(int statuses, String rest) {
    byte[] message =
        HexFormat.of()
            .parseHex(
                "8fcd00000000000100000002"
                    + "0005%04x".formatted(statuses)
                    + "00000109"
                    + rest.replace(" ", ""));
    return reader.read(message, 0, message.length, told);
  }

  @Test
  void runsOfSmallDeltas() {
    assertThat(read(3, "2003 040001 00")).isEqualTo(Reject.NONE);
    assertThat(told.lines).containsExactly("5 at 260", "6 at 260", "7 at 261");
  }

  @Test
  void runsOfLossesAreToldAtOnce() {
    assertThat(read(8001, "1f40 2001 01 00")).isEqualTo(Reject.NONE);
    assertThat(told.lines).containsExactly("5 lost 8000", "8005 at 257");
  }

  @Test
  void vectorsOfOneBit() {
    // 1 0 1 1, the other ten bits unused
    assertThat(read(4, "ac00 010203 000000")).isEqualTo(Reject.NONE);
    assertThat(told.lines).containsExactly("5 at 257", "6 lost 1", "7 at 259", "8 at 262");
  }

  @Test
  void vectorsOfTwoBits() {
    // small, large, not received, large
    assertThat(read(4, "d880 01 0100 ff00 00")).isEqualTo(Reject.NONE);
    assertThat(told.lines).containsExactly("5 at 257", "6 at 513", "7 lost 1", "8 at 257");
  }

  @Test
  void chunksFollowEachOther() {
    assertThat(read(9, "0002 4001 2006 0101 01 02 03 04 05 06")).isEqualTo(Reject.NONE);
    assertThat(told.lines).startsWith("5 lost 2", "7 at 513", "8 at 514", "9 at 516").hasSize(8);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2001 01 00, FEEDBACK_LENGTH",
    "40000, 2001 01 00, FEEDBACK_LENGTH",
    "2, 2001, FEEDBACK_LENGTH",
    "1, 2001, FEEDBACK_LENGTH",
    "1, 4001 01, FEEDBACK_LENGTH",
    "9, 2001, FEEDBACK_LENGTH",
    "1, 0000, FEEDBACK_LENGTH",
    "1, 6001 00 00, RTCP_MALFORMED",
    "2, '', FEEDBACK_LENGTH"
  })
  void whatDoesNotAddUpIsRefusedWhole(int statuses, String rest, Reject reject) {
    assertThat(read(statuses, rest)).isEqualTo(reject);
    assertThat(told.lines).isEmpty();
  }
}
