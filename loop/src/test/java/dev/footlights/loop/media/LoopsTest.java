package dev.footlights.loop.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.footlights.rtc.dtls.DtlsIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopsTest {
  private static final int LOOPS = 3;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DtlsIdentity IDENTITY = DtlsIdentity.create(RANDOM, Instant.now());

  private static Loops loops(int port) throws IOException {
    var settings = new Loops.Settings(port, LOOPS, List.of());
    return new Loops(settings, IDENTITY, RANDOM, Instant.now(), (shard, event) -> {});
  }

  @Test
  void portZeroTakesNeighbouringPortsThatAreFreeAndAnnouncesThem() throws IOException {
    try (Loops first = loops(0);
        Loops second = loops(0)) {
      assertThat(first.port()).isPositive().isNotEqualTo(second.port());
      for (int i = 0; i < LOOPS; i++) {
        assertThat(first.candidates(i))
            .isNotEmpty()
            .extracting(InetSocketAddress::getPort)
            .containsOnly(first.port() + i);
      }
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> loops(first.port() + LOOPS - 1))
          .withMessageContaining(String.valueOf(first.port() + LOOPS - 1));
    }
  }
}
