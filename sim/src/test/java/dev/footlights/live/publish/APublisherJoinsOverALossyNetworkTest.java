package dev.footlights.live.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.sim.net.Conditions;
import dev.footlights.sim.world.World;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class APublisherJoinsOverALossyNetworkTest {
  private static final Conditions RTT_50 = Conditions.PERFECT.delay(Duration.ofMillis(25));

  @ParameterizedTest(name = "loss {0}, seed {1}")
  @CsvSource({"0, 1", "0.2, 1", "0.2, 2", "0.2, 3", "0.4, 1", "0.4, 2", "0.4, 3"})
  void andIsSaidToPublishOnlyWhenItsMediaArrives(double loss, long seed) {
    try (var world = World.of(seed).network(RTT_50.loss(loss))) {
      var red = world.stage("red");
      var host = world.guest(red);
      host.joinsSilently();
      world.until(host::isConnected);
      world.advance(Duration.ofSeconds(3));
      assertThat(red.events(host.id())).containsExactly("JOINED");
      assertThat(red.participant(host.id()).publishing()).isFalse();

      host.sends();
      world.until(() -> red.participant(host.id()).publishing(), Duration.ofSeconds(1));
      assertThat(red.events(host.id())).containsExactly("JOINED", "PUBLISH_STARTED");
    }
  }

  @ParameterizedTest(name = "loss {0}, seed {1}")
  @CsvSource({"0, 1", "0.2, 1", "0.2, 2", "0.4, 1", "0.4, 2"})
  void soDoesItsViewerAndDecodes(double loss, long seed) {
    try (var world = World.of(seed).network(RTT_50.loss(loss))) {
      var red = world.stage("red");
      var host = world.publisher(red);
      world.until(() -> red.participant(host.id()).publishing());

      var viewer = world.viewer(red).watch(host);
      world.until(viewer::isConnected);
      world.until(viewer::decodes, Duration.ofSeconds(10));
    }
  }
}
