package dev.footlights.loop.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketRingTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void whatWasTakenInComesOutInOrder(long seed) {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var ring = new PacketRing(4096);
    List<byte[]> in = new ArrayList<>();
    List<byte[]> out = new ArrayList<>();
    PacketRing.Reader reader = (b, off, len) -> out.add(Arrays.copyOfRange(b, off, off + len));
    for (int i = 0; i < 20_000; i++) {
      byte[] packet = new byte[random.nextInt(900)];
      random.nextBytes(packet);
      if (ring.write(packet, 0, packet.length)) {
        in.add(packet);
      }
      ring.read(reader, random.nextInt(3));
    }
    ring.read(reader, Integer.MAX_VALUE);

    assertThat(in).hasSizeGreaterThan(10_000);
    assertThat(out).hasSameSizeAs(in);
    for (int i = 0; i < in.size(); i++) {
      assertThat(out.get(i)).isEqualTo(in.get(i));
    }
    assertThat(ring.isEmpty()).isTrue();
  }

  @Test
  void aFullRingRefusesAndLosesNothing() {
    var ring = new PacketRing(64);
    assertThat(ring.write(new byte[40], 0, 40)).isTrue();
    assertThat(ring.write(new byte[40], 0, 40)).isFalse();

    List<Integer> lengths = new ArrayList<>();
    ring.read((b, off, len) -> lengths.add(len), 10);
    assertThat(lengths).containsExactly(40);
    assertThat(ring.write(new byte[40], 0, 40)).isTrue();
  }

  @Test
  void oneThreadWritesWhileAnotherReads() throws InterruptedException {
    var ring = new PacketRing(8192);
    int count = 200_000;
    List<Integer> wrong = new ArrayList<>();
    int[] next = new int[1];
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (next[0] < count) {
                    ring.read(
                        (b, off, len) -> {
                          if (Bytes.int32(b, off) != next[0] || len != 4 + next[0] % 900) {
                            wrong.add(next[0]);
                          }
                          next[0]++;
                        },
                        64);
                    Thread.onSpinWait();
                  }
                });
    byte[] packet = new byte[904];
    for (int i = 0; i < count; ) {
      Bytes.put32(packet, 0, i);
      if (ring.write(packet, 0, 4 + i % 900)) {
        i++;
      } else {
        Thread.onSpinWait();
      }
    }
    reader.join();

    assertThat(next[0]).isEqualTo(count);
    assertThat(wrong).isEmpty();
  }
}
