package dev.footlights.sfu.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyMediaTest {
  private final EarlyMedia early = new EarlyMedia();

  @Test
  void whatCameBeforeTheKeysIsGivenBackOnceAndInOrder() {
    early.keep(new byte[] {0, 1, 2, 3}, 1, 2);
    early.keep(new byte[] {4}, 0, 1);

    List<byte[]> taken = early.take();
    assertThat(taken).hasSize(2);
    assertThat(taken.getFirst()).containsExactly(1, 2);
    assertThat(taken.getLast()).containsExactly(4);
    assertThat(early.take()).isEmpty();
  }

  @Test
  void aPeerThatNeverFinishesItsHandshakeCannotFillMemory() {
    for (int i = 0; i < EarlyMedia.MAX_DATAGRAMS; i++) {
      assertThat(early.keep(new byte[1], 0, 1)).isTrue();
    }
    assertThat(early.keep(new byte[1], 0, 1)).isFalse();
    assertThat(early.take()).hasSize(EarlyMedia.MAX_DATAGRAMS);
  }
}
