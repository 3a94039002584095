package dev.footlights.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.sfu.stats.Counters.Total;
import dev.footlights.sim.net.Conditions;
import dev.footlights.sim.world.ByHand;
import dev.footlights.sim.world.ByHand.Watching;
import dev.footlights.sim.world.Plane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyframeRequestsAreSharedTest {
  private static final int VIEWERS = 50;

  /** One request leaves at once; others so far apart, while somebody still waits. */
  private static final long INTERVAL = Duration.ofMillis(350).toNanos();

  @ParameterizedTest(name = "shards {0}, jitter {1} ms, seed {2}")
  @CsvSource({"1, 0, 1", "1, 300, 2", "3, 0, 3", "3, 300, 4"})
  void byFiftyViewersWhoJoinAtOnce(int shards, int jitter, long seed) {
    var network = Conditions.PERFECT.delay(Duration.ofMillis(20));
    try (var plane = new Plane(seed, shards).network(network)) {
      var hand = new ByHand(plane);
      var publisher = hand.publish(0, 7, 1);
      plane.until(() -> publisher.media().frames() > 20);
      long before = plane.total(Total.KEYFRAME_REQUESTS_SENT);
      long began = plane.now();

      plane.network(network.jitter(Duration.ofMillis(jitter)));
      List<Watching> viewers = new ArrayList<>();
      for (int i = 0; i < VIEWERS; i++) {
        viewers.add(hand.watch(i % shards, 7, 0));
      }
      plane.until(
          () -> viewers.stream().allMatch(viewer -> viewer.decodable() > 0), Duration.ofSeconds(3));
      plane.network(network);
      plane.advance(Duration.ofSeconds(1));
      long most = 1 + (plane.now() - began) / INTERVAL;
      long during = plane.total(Total.KEYFRAME_REQUESTS_SENT) - before;
      plane.advance(Duration.ofSeconds(2));

      assertThat(during).isBetween(1L, most);
      assertThat(plane.total(Total.KEYFRAME_REQUESTS_SENT) - before)
          .as("nobody asks when everybody sees")
          .isEqualTo(during);
    }
  }
}
