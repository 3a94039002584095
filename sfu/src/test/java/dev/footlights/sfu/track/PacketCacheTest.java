package dev.footlights.sfu.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketCacheTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void givesBackWhatItHoldsAndNothingElse(long seed) {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var cache = new PacketCache(64, 16 << 10);
    Map<Long, byte[]> added = new HashMap<>();
    for (long index = 100; index < 5_000; index++) {
      byte[] packet = new byte[12 + random.nextInt(1_200)];
      random.nextBytes(packet);
      added.put(index, packet);
      long position = cache.add(index * 10, index, (int) index, packet, 0, packet.length);

      assertThat(cache.index(position)).isEqualTo(index);
      for (long at = cache.oldest(); at < cache.next(); at++) {
        assertThat(bytes(cache, at)).isEqualTo(added.get(cache.index(at)));
        assertThat(cache.positionOf(cache.index(at))).isEqualTo(at);
        assertThat(cache.arrival(at)).isEqualTo(cache.index(at) * 10);
      }
      if (index > 200) {
        assertThat(cache.next() - cache.oldest()).isBetween(8L, 64L);
      }
      assertThat(cache.has(cache.index(cache.oldest()) - 1)).isFalse();
    }
  }

  @Test
  void growsOnlyToItsLimit() {
    var cache = new PacketCache(1024, 256 << 10);
    byte[] packet = new byte[1_000];
    for (int i = 0; i < 2_000; i++) {
      cache.add(i, i, 0, packet, 0, packet.length);
    }

    assertThat(cache.bytes()).hasSize(256 << 10);
    assertThat(cache.next() - cache.oldest()).isEqualTo(262);
  }

  @Test
  void aPacketThatCameLateIsFoundByItsIndex() {
    var cache = new PacketCache(64, 16 << 10);
    for (long index : new long[] {5, 6, 8, 9, 7}) {
      cache.add(0, index, 0, new byte[] {(byte) index}, 0, 1);
    }

    assertThat(bytes(cache, cache.positionOf(7))).containsExactly(7);
    assertThat(cache.positionOf(10)).isEqualTo(PacketCache.NONE);
  }

  private static byte[] bytes(PacketCache cache, long position) {
    byte[] copy = new byte[cache.length(position)];
    System.arraycopy(cache.bytes(), cache.offset(position), copy, 0, copy.length);
    return copy;
  }
}
