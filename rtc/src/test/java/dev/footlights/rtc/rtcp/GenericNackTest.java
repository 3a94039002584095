package dev.footlights.rtc.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Reject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenericNackTest {
  private final byte[] out = new byte[2000];

  @Test
  void numbersWithinSixteenOfEachOtherShareAnEntry() {
    int[] missing = {65534, 65535, 0, 14, 15};

    int length = GenericNack.write(out, 0, out.length, 1, 0xF0000002L, missing, missing.length);

    assertThat(HexFormat.of().formatHex(out, 0, length))
        .isEqualTo("81cd0004" + "00000001" + "f0000002" + "fffe8003" + "000f0000");
    assertThat(GenericNack.mediaSsrc(out, 0)).isEqualTo(0xF0000002L);
    assertThat(read(out, 0, length)).containsExactly(65534, 65535, 0, 14, 15);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsWrittenIsRead(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      int base = random.nextInt(1 << 16);
      int spread = 1 + random.nextInt(2000);
      var numbers = new TreeSet<Integer>();
      for (int i = random.nextInt(200); i >= 0; i--) {
        numbers.add(random.nextInt(spread));
      }
      int[] missing = numbers.stream().mapToInt(n -> base + n & 0xFFFF).toArray();
      int off = random.nextInt(20);

      int length = GenericNack.write(out, off, out.length - off, 1, 2, missing, missing.length);

      assertThat(length).isBetween(16, 12 + 4 * missing.length);
      assertThat(read(out, off, length)).containsExactly(boxed(missing));
    }
  }

  @Test
  void aPacketThatDoesNotFitIsNotWritten() {
    int[] missing = {1, 2, 30};
    assertThat(GenericNack.write(out, 0, 20, 1, 2, missing, 3)).isEqualTo(20);
    assertThat(GenericNack.write(out, 0, 19, 1, 2, missing, 3)).isEqualTo(0);
    assertThat(GenericNack.write(out, 0, 0, 1, 2, missing, 3)).isEqualTo(0);
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {0, 4, 8, 12, 14, 18})
  void aLengthThatIsNotWholeEntriesIsRefusedAndReportsNothing(int length) {
    var missing = new ArrayList<Integer>();
    assertThat(GenericNack.read(out, 0, length, missing::add)).isEqualTo(Reject.NACK_LENGTH);
    assertThat(missing).isEmpty();
  }

  private static List<Integer> read(byte[] b, int off, int length) {
    var missing = new ArrayList<Integer>();
    assertThat(GenericNack.read(b, off, length, missing::add)).isEqualTo(Reject.NONE);
    return missing;
  }

  private static Integer[] boxed(int[] numbers) {
    return Arrays.stream(numbers).boxed().toArray(Integer[]::new);
  }
}
