package dev.footlights.loop.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordRingTest {
  private final WordRing ring = new WordRing(4);
  private final List<Long> out = new ArrayList<>();

  @Test
  void aWordThatWaitsAlreadyIsNotWrittenAgain() {
    assertThat(ring.write(7)).isTrue();
    assertThat(ring.write(8)).isTrue();
    assertThat(ring.write(7)).isTrue();
    ring.read(out::add);

    assertThat(out).containsExactly(7L, 8L);
    assertThat(ring.write(7)).isTrue();
    ring.read(out::add);
    assertThat(out).containsExactly(7L, 8L, 7L);
  }

  @Test
  void aFullRingRefuses() {
    for (long word = 0; word < 4; word++) {
      assertThat(ring.write(word)).isTrue();
    }
    assertThat(ring.write(4)).isFalse();
    assertThat(ring.write(3)).isTrue();
    ring.read(out::add);
    assertThat(out).containsExactly(0L, 1L, 2L, 3L);
  }
}
