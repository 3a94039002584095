package dev.footlights.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.client.peer.TrackStats;
import dev.footlights.sfu.stats.Counters.Total;
import dev.footlights.sim.net.Conditions;
import dev.footlights.sim.world.ByHand;
import dev.footlights.sim.world.Plane;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ASlowViewerHarmsNobodyTest {
  private static final Conditions NETWORK = Conditions.PERFECT.delay(Duration.ofMillis(20));

  /** Less than the test card's 450 kbit/s, with a router's buffer before it. */
  private static final Conditions NARROW = NETWORK.rate(300_000, Duration.ofMillis(300));

  @ParameterizedTest(name = "shards {0}, seed {1}")
  @CsvSource({"1, 1", "1, 2", "2, 3"})
  void whoWatchesTheSamePublisher(int shards, long seed) {
    try (var plane = new Plane(seed, shards).network(NETWORK)) {
      var hand = new ByHand(plane);
      var publisher = hand.publish(0, 7, 1);
      var slow = hand.watch(shards - 1, 7, 0);
      var other = hand.watch(0, 7, 0);
      plane.until(() -> slow.decodable() > 0 && other.decodable() > 0);

      plane.network().towards(slow.peer().address(), NARROW);
      long frames = publisher.media().frames();
      TrackStats before = other.media().video();
      long keyframes = publisher.media().keyframes();
      long requests = plane.total(Total.KEYFRAME_REQUESTS_SENT);
      plane.advance(Duration.ofSeconds(10));

      assertThat(slow.media().video().lost()).as("the queue is felt").isPositive();
      TrackStats seen = other.media().video().minus(before);
      assertThat(seen.lost()).isZero();
      assertThat(seen.plis()).isZero();
      assertThat(seen.decodable()).isGreaterThanOrEqualTo(publisher.media().frames() - frames - 2);
      assertThat(plane.total(Total.KEYFRAME_REQUESTS_SENT) - requests)
          .as("requests of one who never sees everything are spaced")
          .isLessThanOrEqualTo(29);
      assertThat(publisher.media().keyframes() - keyframes)
          .as("a request is answered by the next keyframe, not by one more")
          .isLessThan(60);
      assertThat(slow.media().audio().packets()).as("sound gets through").isGreaterThan(100);
    }
  }
}
