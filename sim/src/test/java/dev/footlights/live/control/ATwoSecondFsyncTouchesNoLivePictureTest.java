package dev.footlights.live.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.client.peer.TrackStats;
import dev.footlights.sim.net.Conditions;
import dev.footlights.sim.peer.Transcript;
import dev.footlights.sim.world.ViewerHandle;
import dev.footlights.sim.world.World;
import dev.footlights.stage.session.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commits are on the way of control calls, and never on that of media. */
class ATwoSecondFsyncTouchesNoLivePictureTest {
  private static final Scope SCOPE = new Scope("000000000000", "us-east-1");
  private static final Duration SYNC = Duration.ofSeconds(2);
  private static final Conditions NETWORK = Conditions.PERFECT.delay(Duration.ofMillis(20));

  /** Two frames of the test card are 33 ms apart; keyframes take some more time to send. */
  private static final long LONGEST_PAUSE = Duration.ofMillis(50).toNanos();

  @ParameterizedTest(name = "shards {0}, seed {1}")
  @CsvSource({"1, 1", "2, 2"})
  void whileCallsWaitForIt(int shards, long seed) {
    try (var world = World.of(seed).shards(shards).network(NETWORK)) {
      var red = world.stage("red");
      var blue = world.stage("blue");
      var host = world.published(red);
      world.replicate(host, red, blue, Duration.ZERO);
      List<ViewerHandle> viewers = world.viewersOf(host, 2, red, blue);
      world.advance(Duration.ofSeconds(1));

      world.slowDisk(SYNC);
      long began = world.now();
      viewers.forEach(ViewerHandle::forget);
      long sent = host.media().frames();
      var control = world.control();
      var named = control.updateStage(SCOPE, blue.arn(), "renamed", null);
      var read = control.getStage(SCOPE, blue.arn());
      var tagged = control.catalogue().tag(SCOPE, red.arn().toString(), Map.of("a", "b"));
      world.advance(SYNC.minusMillis(1));
      assertThat(named).as("not before the sync").isNotDone();
      assertThat(read).as("a read shows what is durable, when it is").isNotDone();
      world.advance(Duration.ofMillis(2));
      assertThat(named).isCompleted();
      assertThat(read.join().name()).isEqualTo("renamed");
      assertThat(tagged).as("one sync after the other").isNotDone();
      world.until(tagged::isDone);
      assertThat(world.now() - began).isGreaterThanOrEqualTo(2 * SYNC.toNanos());

      assertThat(viewers)
          .allSatisfy(
              viewer -> {
                TrackStats seen = viewer.since();
                assertThat(seen.lost()).isZero();
                assertThat(seen.plis()).isZero();
                assertThat(seen.nacks()).isZero();
                assertThat(seen.keyframes()).isPositive();
                assertThat(seen.decodable())
                    .isEqualTo(seen.frames())
                    .isGreaterThanOrEqualTo(host.media().frames() - sent - 2);
                assertThat(longestPause(viewer, began)).isLessThan(LONGEST_PAUSE);
              });
    }
  }

  /** Between two video frames since a moment, in nanoseconds. */
  private static long longestPause(ViewerHandle viewer, long since) {
    long longest = 0;
    long last = since;
    for (Transcript.Packet packet : viewer.transcript().packets(viewer.videoSsrc())) {
      if (packet.marker() && packet.at() > since) {
        longest = Math.max(longest, packet.at() - last);
        last = packet.at();
      }
    }
    return longest;
  }
}
