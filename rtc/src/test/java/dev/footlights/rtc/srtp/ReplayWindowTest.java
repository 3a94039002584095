package dev.footlights.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWindowTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void itAgreesWithASetOfAllIndexes(long seed) {
    int size = seed % 2 == 0 ? 64 : 1024;
    var random = new Random(seed);
    var window = new ReplayWindow(size);
    Set<Long> taken = new HashSet<>();
    long highest = -1;
    for (int step = 0; step < 20_000; step++) {
      int jump = random.nextInt(100) == 0 ? random.nextInt(3 * size) : random.nextInt(5);
      long index =
          Math.max(0, highest + jump - random.nextInt(size + size / 8) * random.nextInt(2));
      boolean fresh = index > highest || highest - index < size && !taken.contains(index);

      assertThat(window.isFresh(index)).as("index %d after %d", index, highest).isEqualTo(fresh);
      if (fresh) {
        window.take(index);
        taken.add(index);
        highest = Math.max(highest, index);
      }
    }
  }

  @ParameterizedTest(name = "highest {0}, number {1}: {2}")
  @CsvSource({
    "0, 0, 0",
    "0, 1, 1",
    "65535, 0, 65536",
    "65536, 65535, 65535",
    "65536, 1, 65537",
    "32767, 65535, 65535",
    "32766, 65535, -1",
    "32768, 0, 0",
    "32769, 0, 65536",
    "196607, 2, 196610",
    "196610, 65535, 196607",
  })
  void theNearestIndexIsGuessed(long highest, int sequenceNumber, long index) {
    var window = new ReplayWindow(64);
    window.take(highest);

    assertThat(window.guess(sequenceNumber)).isEqualTo(index);
  }
}
