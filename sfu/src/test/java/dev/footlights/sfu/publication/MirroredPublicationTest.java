package dev.footlights.sfu.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.sdp.Codec;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.sfu.mirror.MirrorPacket;
import dev.footlights.sfu.shard.Egress;
import dev.footlights.sfu.stats.Counters;
import dev.footlights.sfu.track.Layer;
import dev.footlights.sfu.track.PacketFacts;
import dev.footlights.sfu.track.Track;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MirroredPublicationTest {
  private static final Codec VP8 = new Codec(96, "VP8", 90_000, 1, Map.of(), Set.of(), 97);

  private final Publication publication = new Publication(7, 1, 0);
  private final Counters counters = new Counters();

  private boolean take(int generation, long index) {
    byte[] packet = new byte[MirrorPacket.MAX_HEADER + 40];
    int header =
        MirrorPacket.write(
            packet, 0, 7, generation, index, PacketFacts.of(true, true, -1), Kind.VIDEO, VP8, "");
    packet[header] = (byte) 0x80;
    Bytes.put32(packet, header + 4, index * 3_000);
    return publication.mirrored(1_000, packet, 0, header + 40, NOWHERE, counters);
  }

  private Layer layer() {
    Track track = publication.imageTrack(Kind.VIDEO);
    return Objects.requireNonNull(track, "a mirrored video track").layers().getFirst();
  }

  @Test
  void keepsWhatItsHomeCopied() {
    assertThat(take(1, 100)).isTrue();
    assertThat(take(1, 101)).isTrue();

    assertThat(layer().cache().next()).isEqualTo(2);
    assertThat(layer().cache().has(101)).isTrue();
    assertThat(layer().keyframeComplete()).isTrue();
  }

  @Test
  void takesEachPacketOnce() {
    take(1, 100);
    take(1, 100);

    assertThat(layer().cache().next()).isEqualTo(1);
  }

  @Test
  void refusesPacketsOfATrackThatWasReplaced() {
    take(2, 100);

    assertThat(take(1, 101)).isFalse();
    assertThat(layer().cache().has(101)).isFalse();
  }

  @Test
  void beginsAnewWithTheNextGeneration() {
    take(1, 100);
    Layer before = layer();
    take(2, 5_000);

    assertThat(layer()).isNotSameAs(before);
    assertThat(layer().cache().has(100)).isFalse();
  }

  @Test
  void refusesCopiesOnceThePublisherIsHere() {
    publication.move(1, NOWHERE, counters);

    assertThat(take(1, 100)).isFalse();
  }

  private static final Egress NOWHERE =
      new Egress() {
        @Override
        public int claim(int path, int maxBytes) {
          return BLOCKED;
        }

        @Override
        public byte[] memory() {
          return new byte[0];
        }

        @Override
        public void commit(int bytes) {}

        @Override
        public InetSocketAddress address(int path) {
          return new InetSocketAddress(0);
        }

        @Override
        public int keep(int path) {
          return path;
        }

        @Override
        public void release(int path) {}

        @Override
        public boolean toShard(int shard, byte[] bytes, int offset, int length) {
          return false;
        }

        @Override
        public boolean signal(int shard, long word) {
          return false;
        }

        @Override
        public boolean toHandshake(int transport, byte[] bytes, int offset, int length) {
          return false;
        }
      };
}
