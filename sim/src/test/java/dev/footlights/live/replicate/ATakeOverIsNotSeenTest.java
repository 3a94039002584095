package dev.footlights.live.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.client.peer.Peer;
import dev.footlights.sim.net.Conditions;
import dev.footlights.sim.peer.Transcript;
import dev.footlights.sim.world.ViewerHandle;
import dev.footlights.sim.world.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replication table: "A second connection of the same token takes over a live publisher". */
class ATakeOverIsNotSeenTest {
  private static final Conditions FAR = Conditions.PERFECT.delay(Duration.ofMillis(40));

  /** Its keyframe takes a while to arrive. */
  private static final Conditions SLOW_UPLINK = FAR.rate(800_000, Duration.ofSeconds(2));

  /** One frame is missing at most where two streams with clocks of their own meet. */
  private static final long LONGEST_PAUSE = Duration.ofMillis(70).toNanos();

  @ParameterizedTest(name = "shards {0}, viewers in each stage {1}, window {2} s, seed {3}")
  @CsvSource({"1, 1, 0, 1", "1, 1, 30, 2", "2, 1, 0, 1", "2, 1, 0, 2", "2, 2, 30, 3", "3, 2, 0, 4"})
  void byViewersOfEitherStage(int shards, int viewers, int window, long seed) {
    try (var world = World.of(seed).shards(shards).slowShards(Duration.ofMillis(10))) {
      var red = world.stage("red");
      var blue = world.stage("blue");
      var host = world.published(red);
      var replication = world.replicate(host, red, blue, Duration.ofSeconds(window));
      List<ViewerHandle> all = world.viewersOf(host, viewers, red, blue);
      List<Long> ssrcs = all.stream().map(ViewerHandle::videoSsrc).toList();
      world.advance(Duration.ofSeconds(1));
      var before = host.current();

      host.joins();
      world.plane().network().from(host.current().address(), SLOW_UPLINK);
      world.until(() -> before.peer().state() == Peer.State.CLOSED, Duration.ofSeconds(2));
      world.plane().network().from(host.current().address(), FAR);
      long cut = world.now();
      world.advance(Duration.ofSeconds(2));

      assertThat(red.events(host.id()))
          .containsExactly("JOINED", "PUBLISH_STARTED", "REPLICATION_STARTED");
      assertThat(blue.events(host.id())).containsExactly("JOINED", "PUBLISH_STARTED");
      assertThat(replication.row().active()).isTrue();
      assertThat(all).extracting(ViewerHandle::videoSsrc).isEqualTo(ssrcs);
      assertThat(all)
          .allSatisfy(
              viewer -> {
                assertThat(viewer.media().video().lost()).isZero();
                assertThat(viewer.media().audio().lost()).isZero();
                assertThat(longestPause(viewer, cut)).isLessThan(LONGEST_PAUSE);
                assertThat(viewer.media().video().frames())
                    .isEqualTo(viewer.media().video().decodable());
              });
    }
  }

  /** Between two video frames around the cut, in nanoseconds. */
  private static long longestPause(ViewerHandle viewer, long cut) {
    long longest = 0;
    long last = -1;
    for (Transcript.Packet packet : viewer.transcript().packets(viewer.videoSsrc())) {
      if (packet.marker() && packet.at() > cut - Duration.ofMillis(500).toNanos()) {
        longest = last < 0 ? 0 : Math.max(longest, packet.at() - last);
        last = packet.at();
      }
    }
    return longest;
  }
}
