package dev.footlights.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.sdp.Kind;
import dev.footlights.sim.net.Conditions;
import dev.footlights.sim.peer.Transcript.Packet;
import dev.footlights.sim.peer.Transcript.Report;
import dev.footlights.sim.world.ViewerHandle;
import dev.footlights.sim.world.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3550 §6.4.1: sender reports put a publisher's sound and picture on one time line. */
class SoundAndPictureShareAClockTest {
  private static final long LIP_SYNC = Duration.ofMillis(50).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @ParameterizedTest(name = "shards {0}, jitter {1} ms, seed {2}")
  @CsvSource({"1, 0, 1", "1, 15, 2", "2, 0, 3", "2, 15, 4"})
  void ofAPublisherWhoReturnsToo(int shards, int jitter, long seed) {
    var network = Conditions.PERFECT.delay(Duration.ofMillis(30)).jitter(Duration.ofMillis(jitter));
    try (var world = World.of(seed).shards(shards).network(network)) {
      var red = world.stage("red");
      var blue = world.stage("blue");
      var host = world.published(red);
      world.replicate(host, red, blue, Duration.ofSeconds(60));
      List<ViewerHandle> viewers = world.viewersOf(host, 1, red, blue);
      world.advance(Duration.ofSeconds(5));
      long left = world.now();
      assertThat(viewers).allSatisfy(viewer -> expectOneClock(viewer, 0));

      host.leaves();
      world.advance(Duration.ofSeconds(7));
      host.comesBack();
      world.advance(Duration.ofSeconds(5));
      assertThat(viewers).allSatisfy(viewer -> expectOneClock(viewer, left));
    }
  }

  /**
   * The test card's sound and picture of one moment leave together, so that packets that arrive
   * together must be of one moment by the latest reports.
   */
  private static void expectOneClock(ViewerHandle viewer, long since) {
    Report ofVideo = report(viewer, Kind.VIDEO, since);
    Report ofAudio = report(viewer, Kind.AUDIO, since);
    int compared = 0;
    List<Packet> sound = packets(viewer, Kind.AUDIO, Math.max(ofVideo.at(), ofAudio.at()));
    for (Packet picture : packets(viewer, Kind.VIDEO, sound.getFirst().at())) {
      long pictureAt = moment(picture, ofVideo, 90_000);
      for (Packet tone : sound) {
        if (Math.abs(tone.at() - picture.at()) < Duration.ofMillis(1).toNanos()) {
          assertThat(Math.abs(moment(tone, ofAudio, 48_000) - pictureAt)).isLessThan(LIP_SYNC);
          compared++;
        }
      }
    }
    assertThat(compared).isPositive();
  }

  /** The latest report of a kind, with a second of packets behind it. */
  private static Report report(ViewerHandle viewer, Kind kind, long since) {
    List<Report> reports =
        viewer.transcript().reports(viewer.media().ssrc(kind)).stream()
            .filter(report -> report.at() > since)
            .toList();
    assertThat(reports).hasSizeGreaterThan(3);
    return reports.get(reports.size() - 2);
  }

  private static List<Packet> packets(ViewerHandle viewer, Kind kind, long after) {
    return viewer.transcript().packets(viewer.media().ssrc(kind)).stream()
        .filter(packet -> packet.at() >= after)
        .toList();
  }

  private static long moment(Packet packet, Report report, int clock) {
    return report.ntpNanos() + (int) (packet.timestamp() - report.timestamp()) * SECOND / clock;
  }
}
