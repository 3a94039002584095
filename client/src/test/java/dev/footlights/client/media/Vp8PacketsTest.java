package dev.footlights.client.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Vp8PacketsTest {

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {1, 2, 1196, 1197, 2392, 2393, 12_262, 100_000})
  void theFrameComesBackWholeFromPacketsThatFit(int size) {
    byte[] frame = new byte[size];
    new Random(size).nextBytes(frame);
    int count = Vp8Packets.count(frame, 1200);
    byte[] whole = new byte[size];
    int have = 0;
    int smallest = Integer.MAX_VALUE;
    int largest = 0;
    for (int i = 0; i < count; i++) {
      byte[] packet = new byte[1300];
      int length = Vp8Packets.write(frame, 0x1234, i, count, packet, 50);
      assertThat(Arrays.copyOfRange(packet, 50, 54))
          .containsExactly(i == 0 ? 0x90 : 0x80, 0x80, 0x92, 0x34);
      System.arraycopy(packet, 54, whole, have, length - 4);
      have += length - 4;
      smallest = Math.min(smallest, length);
      largest = Math.max(largest, length);
    }
    assertThat(whole).isEqualTo(frame);
    assertThat(largest).isLessThanOrEqualTo(1200);
    assertThat(largest - smallest).isLessThanOrEqualTo(1);
  }
}
