package dev.footlights.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.sdp.Kind;
import dev.footlights.sim.peer.Transcript.Packet;
import dev.footlights.sim.world.PublisherHandle;
import dev.footlights.sim.world.StageHandle;
import dev.footlights.sim.world.ViewerHandle;
import dev.footlights.sim.world.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a viewer received, parsed: splices are seen only as a moment without pictures. */
class ASendersNumbersGoOnTest {
  private static final int VIDEO_CLOCK = 90_000;
  private static final int AUDIO_CLOCK = 48_000;
  private static final int PICTURE_IDS = 1 << 15;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** RTP time may differ from the time of arrival by so much: jitter, and a frame. */
  private static final double SLACK = 0.06;

  private interface Splice {
    void happens(World world, PublisherHandle host);
  }

  private static void run(int shards, long seed, Splice splice) {
    try (var world = World.of(seed).shards(shards)) {
      StageHandle red = world.stage("red");
      StageHandle blue = world.stage("blue");
      PublisherHandle host = world.published(red);
      world.replicate(host, red, blue, Duration.ofSeconds(60));
      List<ViewerHandle> viewers = world.viewersOf(host, 2, red, blue);
      world.advance(Duration.ofSeconds(1));
      for (int i = 0; i < 3; i++) {
        splice.happens(world, host);
        viewers.forEach(ViewerHandle::forget);
        world.advance(Duration.ofSeconds(2));
        assertThat(viewers).allMatch(ViewerHandle::decodes);
      }
      assertThat(viewers)
          .allSatisfy(
              viewer -> {
                var video = viewer.transcript().packets(viewer.media().ssrc(Kind.VIDEO));
                var audio = viewer.transcript().packets(viewer.media().ssrc(Kind.AUDIO));
                expectNumbersGoOn(video);
                expectNumbersGoOn(audio);
                expectTimeGoesOn(video, VIDEO_CLOCK);
                expectTimeGoesOn(audio, AUDIO_CLOCK);
                expectPicturesGoOn(video);
              });
    }
  }

  @ParameterizedTest(name = "shards {0}, away for {1} s, seed {2}")
  @CsvSource({"1, 5, 1", "2, 5, 2", "3, 5, 3", "1, 50, 1", "2, 50, 2"})
  void acrossReturnsOfThePublisher(int shards, int away, long seed) {
    run(
        shards,
        seed,
        (world, host) -> {
          host.leaves();
          world.advance(Duration.ofSeconds(away));
          host.comesBack();
        });
  }

  @ParameterizedTest(name = "shards {0}, seed {1}")
  @CsvSource({"1, 1", "2, 2", "3, 3"})
  void acrossTakeOvers(int shards, long seed) {
    run(
        shards,
        seed,
        (world, host) -> {
          host.joins();
          world.until(host::isConnected);
        });
  }

  private static void expectNumbersGoOn(List<Packet> packets) {
    for (int i = 1; i < packets.size(); i++) {
      assertThat(packets.get(i).number()).isEqualTo(packets.get(i - 1).number() + 1 & 0xFFFF);
    }
  }

  /** RTP time runs as the viewer's clock does, absences included, and never backwards. */
  private static void expectTimeGoesOn(List<Packet> packets, int clock) {
    for (int i = 1; i < packets.size(); i++) {
      Packet before = packets.get(i - 1);
      Packet now = packets.get(i);
      int ticks = (int) (now.timestamp() - before.timestamp());
      double elapsed = (double) (now.at() - before.at()) / SECOND;
      assertThat(ticks).isNotNegative();
      assertThat((double) ticks / clock).isBetween(elapsed - SLACK, elapsed + SLACK);
    }
  }

  /** Pictures are numbered one after another, and only a picture's end ends its number. */
  private static void expectPicturesGoOn(List<Packet> packets) {
    for (int i = 1; i < packets.size(); i++) {
      Packet before = packets.get(i - 1);
      int step = packets.get(i).pictureId() - before.pictureId() & PICTURE_IDS - 1;
      assertThat(step).isEqualTo(before.marker() ? 1 : 0);
    }
  }
}
