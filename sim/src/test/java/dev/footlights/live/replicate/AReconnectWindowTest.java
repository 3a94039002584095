package dev.footlights.live.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.sim.world.World;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AReconnectWindowTest {
  private static final Duration WINDOW = Duration.ofSeconds(30);

  /** RFC 7675: 15 s after the last check that was authenticated. */
  private static final Duration CONSENT = Duration.ofSeconds(15);

  @ParameterizedTest(name = "shards {0}, seed {1}")
  @CsvSource({"1, 1", "2, 2"})
  void ofZeroEndsTheReplicaWithItsPublisher(int shards, long seed) {
    try (var world = World.of(seed).shards(shards)) {
      var red = world.stage("red");
      var blue = world.stage("blue");
      var host = world.published(red);
      var replication = world.replicate(host, red, blue, Duration.ZERO);
      var viewer = world.viewer(blue).watch(host);
      world.until(viewer::decodes);

      host.leaves();
      world.until(viewer::isOver, Duration.ofMillis(50));
      assertThat(replication.row().active()).isFalse();

      viewer.forget();
      host.comesBack();
      world.advance(Duration.ofSeconds(2));
      assertThat(viewer.since().packets()).isZero();
      assertThat(blue.events(host.id())).endsWith("PUBLISH_STOPPED", "LEFT");
    }
  }

  @ParameterizedTest(name = "shards {0}, seed {1}")
  @CsvSource({"1, 1", "2, 2"})
  void thatStopCutShortDoesNotBringTheReplicaBack(int shards, long seed) {
    try (var world = World.of(seed).shards(shards)) {
      var red = world.stage("red");
      var blue = world.stage("blue");
      var host = world.published(red);
      var replication = world.replicate(host, red, blue, WINDOW);
      var viewer = world.viewer(blue).watch(host);
      world.until(viewer::decodes);
      host.leaves();
      world.advance(Duration.ofSeconds(5));

      replication.stop();
      assertThat(replication.row().active()).isFalse();
      world.until(viewer::isOver, Duration.ofMillis(50));

      viewer.forget();
      host.comesBack();
      world.advance(Duration.ofSeconds(2));
      assertThat(viewer.since().packets()).isZero();
      assertThat(red.participant(host.id()).publishing()).isTrue();
      assertThat(blue.events(host.id()))
          .containsExactly("JOINED", "PUBLISH_STARTED", "PUBLISH_STOPPED", "LEFT");
    }
  }

  @ParameterizedTest(name = "shards {0}, seed {1}")
  @CsvSource({"1, 1", "1, 2", "2, 3"})
  void beginsWhenConsentRunsOutForAPublisherWhoseCableIsPulled(int shards, long seed) {
    try (var world = World.of(seed).shards(shards)) {
      var red = world.stage("red");
      var blue = world.stage("blue");
      var inBlue = world.attendee(blue);
      var host = world.published(red);
      world.replicate(host, red, blue, WINDOW);
      var viewer = world.viewer(blue).watch(host);
      world.until(viewer::decodes);
      long ssrc = viewer.videoSsrc();
      world.advance(Duration.ofSeconds(3));

      host.vanishes();
      world.advance(Duration.ofSeconds(12));
      assertThat(inBlue.sees(host.id()).orElseThrow().isPublishing()).isTrue();
      world.until(
          () -> !inBlue.sees(host.id()).orElseThrow().isPublishing(),
          CONSENT.minus(Duration.ofSeconds(12)));
      assertThat(red.events(host.id())).endsWith("PUBLISH_STOPPED", "LEFT");

      world.advance(WINDOW.minusSeconds(1));
      viewer.forget();
      host.comesBack();
      world.until(viewer::decodes, Duration.ofMillis(800));
      assertThat(viewer.videoSsrc()).isEqualTo(ssrc);
      assertThat(viewer.since().lost()).isZero();
      assertThat(blue.events(host.id()))
          .containsExactly("JOINED", "PUBLISH_STARTED", "PUBLISH_STOPPED", "PUBLISH_STARTED");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void isNotNeededByOneWhoReturnsBeforeTheServerMissesHim(long seed) {
    try (var world = World.of(seed).shards(2)) {
      var red = world.stage("red");
      var blue = world.stage("blue");
      var host = world.published(red);
      world.replicate(host, red, blue, Duration.ZERO);
      var viewer = world.viewer(blue).watch(host);
      world.until(viewer::decodes);

      host.vanishes();
      world.advance(Duration.ofSeconds(5));
      viewer.forget();
      host.comesBack();
      world.until(viewer::decodes, Duration.ofMillis(800));
      world.advance(CONSENT);

      assertThat(viewer.since().lost()).isZero();
      assertThat(viewer.since().decodable()).isGreaterThan(440);
      assertThat(blue.events(host.id())).containsExactly("JOINED", "PUBLISH_STARTED");
      assertThat(red.events(host.id())).doesNotContain("PUBLISH_STOPPED");
    }
  }
}
