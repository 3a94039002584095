package dev.footlights.rtc.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.sim.net.Conditions;
import dev.footlights.sim.world.ByHand;
import dev.footlights.sim.world.Plane;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loss on both ways, publisher to server and server to viewer, at 50 ms of round trip. */
class LostPacketsAreRepairedTest {
  private static final Conditions RTT_50 = Conditions.PERFECT.delay(Duration.ofMillis(25));

  @ParameterizedTest(name = "viewer on shard {0}, seed {1}")
  @CsvSource({"0, 1", "0, 2", "0, 3", "1, 4", "1, 5"})
  void fivePercentLossLeavesNinetyNinePercentOfFramesComplete(int shard, long seed) {
    try (var plane = new Plane(seed, 2).network(RTT_50)) {
      var hand = new ByHand(plane);
      var publisher = hand.publish(0, 7, 1);
      var viewer = hand.watch(shard, 7, 0);
      plane.until(() -> viewer.decodable() > 0);

      plane.network(RTT_50.loss(0.05));
      long sentBefore = publisher.media().frames();
      long before = viewer.media().video().frames();
      plane.advance(Duration.ofSeconds(20));
      plane.network(RTT_50);
      plane.advance(Duration.ofSeconds(1));

      double sent = publisher.media().frames() - sentBefore;
      assertThat((viewer.media().video().frames() - before) / sent).isGreaterThan(0.99);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @CsvSource({"1", "2", "3"})
  void reorderingAndDuplicationAloneLoseNothing(long seed) {
    var conditions = RTT_50.jitter(Duration.ofMillis(8)).duplication(0.1);
    try (var plane = new Plane(seed, 1).network(conditions)) {
      var hand = new ByHand(plane);
      hand.publish(0, 7, 1);
      var viewer = hand.watch(0, 7, 0);
      plane.until(() -> viewer.decodable() > 0);
      plane.advance(Duration.ofSeconds(10));

      assertThat(viewer.media().video().lost()).isZero();
      assertThat(viewer.decodable()).isGreaterThan(295);
    }
  }
}
