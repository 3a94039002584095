package dev.footlights.live.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.sim.world.World;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replication table: "Return inside the window with other SSRCs, codec, layers or loop". */
class AReplicaComesBackInsideItsWindowTest {
  private static final Duration WINDOW = Duration.ofSeconds(30);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void andEveryViewerGoesOnWithTheSameSsrc(long seed) {
    try (var world = World.of(seed).shards(2).loss(0.02)) {
      var red = world.stage("red");
      var blue = world.stage("blue");
      var host = world.publisher(red);
      world.until(() -> red.events(host.id()).contains("PUBLISH_STARTED"));
      var replication = world.replicate(host, red, blue, WINDOW);
      var viewer = world.viewer(blue).watch(host);
      world.until(viewer::decodes);
      long ssrc = viewer.videoSsrc();

      host.leaves();
      world.advance(WINDOW.minusSeconds(1));
      assertThat(replication.row().active()).isTrue();
      viewer.forget();
      assertThat(viewer.isOver()).isFalse();

      host.comesBack();
      world.until(viewer::decodes, Duration.ofMillis(800));
      assertThat(viewer.videoSsrc()).isEqualTo(ssrc);
      assertThat(viewer.since().lost()).isZero();
      assertThat(blue.events(host.id())).endsWith("PUBLISH_STOPPED", "PUBLISH_STARTED");
    }
  }
}
