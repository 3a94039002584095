package dev.footlights.live.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.sfu.stats.Counters.Total;
import dev.footlights.sim.world.ViewerHandle;
import dev.footlights.sim.world.World;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartAndStopLeaveNothingBehindTest {
  private static final int CYCLES = 100;

  @ParameterizedTest(name = "shards {0}, seed {1}")
  @CsvSource({"1, 1", "3, 2"})
  void afterAHundredCyclesWithAViewerEach(int shards, long seed) {
    try (var world = World.of(seed).shards(shards)) {
      var red = world.stage("red");
      var blue = world.stage("blue");
      var host = world.published(red);
      ViewerHandle near = world.viewersOf(host, 1, red).getFirst();
      world.advance(Duration.ofSeconds(1));
      var before = world.plane().remains();
      near.forget();
      long began = world.now();

      for (int cycle = 0; cycle < CYCLES; cycle++) {
        var replication = world.replicate(host, red, blue, Duration.ofSeconds(30));
        ViewerHandle far = world.viewer(blue).watch(host);
        world.until(far::decodes, Duration.ofMillis(800));
        replication.stop();
        world.until(far::isOver, Duration.ofMillis(50));
      }

      assertThat(world.plane().remains()).isEqualTo(before);
      long unwanted = world.plane().total(Total.MIRROR_UNKNOWN);
      world.advance(Duration.ofSeconds(1));
      assertThat(world.plane().total(Total.MIRROR_UNKNOWN) - unwanted)
          .as("packets copied to a shard without viewers")
          .isZero();
      assertThat(near.since().lost()).isZero();
      assertThat(near.since().decodable())
          .isGreaterThanOrEqualTo((world.now() - began) * 30 / 1_000_000_000L - 1);
    }
  }
}
