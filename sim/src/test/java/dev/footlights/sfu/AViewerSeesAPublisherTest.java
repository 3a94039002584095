package dev.footlights.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.sim.net.Conditions;
import dev.footlights.sim.world.ByHand;
import dev.footlights.sim.world.Plane;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AViewerSeesAPublisherTest {

  @ParameterizedTest(name = "viewer on shard {0}, seed {1}")
  @CsvSource({"0, 1", "0, 2", "1, 1", "1, 2"})
  void everyFrameFromTheFirstKeyframeOn(int shard, long seed) {
    try (var plane = new Plane(seed, 2).network(Conditions.PERFECT)) {
      var hand = new ByHand(plane);
      var publisher = hand.publish(0, 7, 1);
      plane.until(() -> publisher.media().frames() > 10);

      var viewer = hand.watch(shard, 7, 0);
      plane.until(() -> viewer.decodable() > 0, Duration.ofMillis(800));
      plane.advance(Duration.ofSeconds(5));

      assertThat(viewer.media().video().decodable()).isGreaterThan(145);
      assertThat(viewer.media().video().lost()).isZero();
      assertThat(viewer.media().audio().packets()).isGreaterThan(240);
    }
  }

  @ParameterizedTest(name = "viewer on shard {0}, seed {1}")
  @CsvSource({"0, 1", "1, 1"})
  void andNoPacketMoreAfterItsSubscriptionEnded(int shard, long seed) {
    try (var plane = new Plane(seed, 2).network(Conditions.PERFECT)) {
      var hand = new ByHand(plane);
      hand.publish(0, 7, 1);
      var viewer = hand.watch(shard, 7, 0);
      plane.until(() -> viewer.decodable() > 10);

      hand.unbind(viewer);
      plane.advance(Conditions.PERFECT.delay());
      long packets = viewer.media().video().packets() + viewer.media().audio().packets();
      plane.advance(Duration.ofSeconds(2));

      assertThat(viewer.media().video().packets() + viewer.media().audio().packets())
          .isEqualTo(packets);
    }
  }
}
