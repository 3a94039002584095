package dev.footlights.live.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.sim.net.Conditions;
import dev.footlights.sim.world.AttendeeHandle;
import dev.footlights.sim.world.PublisherHandle;
import dev.footlights.sim.world.ReplicationHandle;
import dev.footlights.sim.world.StageHandle;
import dev.footlights.sim.world.ViewerHandle;
import dev.footlights.sim.world.World;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Replication table: "The window runs from PUBLISH_STOPPED to the first authenticated media packet
 * of the return", in the control thread's time.
 */
class AReconnectWindowHasExactEdgesTest {
  private static final Duration WINDOW = Duration.ofSeconds(8);
  private static final Duration TICK = Duration.ofNanos(1);
  private static final Duration WAY = Conditions.PERFECT.delay();

  /** A replication whose publisher went away, with viewers of both stages. */
  private static final class Scene implements AutoCloseable {
    final World world;
    final StageHandle red;
    final StageHandle blue;
    final AttendeeHandle inRed;
    final AttendeeHandle inBlue;
    final PublisherHandle host;
    final ReplicationHandle replication;
    final ViewerHandle near;
    final ViewerHandle far;
    final long ends;

    Scene(int shards, boolean elsewhere, long seed) {
      world = World.of(seed).shards(shards);
      red = world.stage("red");
      blue = world.stage("blue");
      inRed = world.attendee(red);
      inBlue = world.attendee(blue);
      // The emptiest shard takes the next transport, so who leaves the first one sends him there.
      @Nullable PublisherHandle first = elsewhere ? world.published(red) : null;
      host = world.published(red);
      replication = world.replicate(host, red, blue, WINDOW);
      near = world.viewer(red).watch(host);
      far = world.viewer(blue).watch(host);
      world.until(() -> near.decodes() && far.decodes());
      if (first != null) {
        first.leaves();
      }
      host.leaves();
      ends = world.now() + WINDOW.toNanos();
      assertThat(inBlue.sees(host.id()).orElseThrow().isPublishing()).isFalse();
    }

    /** The publisher connects anew, and its first packet reaches the server at a moment. */
    void returnsAt(long moment) {
      int before = host.shard();
      world.advance(WINDOW.minusSeconds(3));
      near.forget();
      far.forget();
      host.joinsSilently();
      world.until(host::isConnected);
      returnedElsewhere = host.shard() != before;
      world.advance(Duration.ofNanos(moment - WAY.toNanos() - world.now()));
      host.sends();
      world.advance(WAY);
      assertThat(world.now()).isEqualTo(moment);
    }

    boolean returnedElsewhere;

    @Override
    public void close() {
      world.close();
    }
  }

  @ParameterizedTest(name = "shards {0}, back on another {1}, seed {2}")
  @CsvSource({"1, false, 1", "1, false, 2", "2, false, 1", "2, true, 1", "2, true, 2"})
  void backOneTickBeforeItsEndTheReplicaIsPublishedAgainByItself(
      int shards, boolean elsewhere, long seed) {
    try (var scene = new Scene(shards, elsewhere, seed)) {
      long nearSsrc = scene.near.videoSsrc();
      long farSsrc = scene.far.videoSsrc();

      scene.returnsAt(scene.ends - TICK.toNanos());
      assertThat(scene.returnedElsewhere).isEqualTo(elsewhere);
      assertThat(scene.inBlue.sees(scene.host.id()).orElseThrow().isPublishing()).isTrue();
      scene.world.until(() -> scene.near.decodes() && scene.far.decodes(), Duration.ofMillis(800));
      scene.world.advance(WINDOW);

      assertThat(scene.replication.row().active()).isTrue();
      assertThat(scene.blue.events(scene.host.id()))
          .containsExactly("JOINED", "PUBLISH_STARTED", "PUBLISH_STOPPED", "PUBLISH_STARTED");
      assertThat(scene.red.events(scene.host.id())).doesNotContain("REPLICATION_STOPPED");
      assertThat(scene.near.videoSsrc()).isEqualTo(nearSsrc);
      assertThat(scene.far.videoSsrc()).isEqualTo(farSsrc);
      assertThat(scene.near.since().lost() + scene.far.since().lost()).isZero();
      assertThat(scene.far.since().decodable()).isGreaterThan(225);
    }
  }

  @ParameterizedTest(name = "ticks late {0}, shards {1}, back on another {2}, seed {3}")
  @CsvSource({
    "0, 1, false, 1",
    "1, 1, false, 1",
    "1, 1, false, 2",
    "1, 2, true, 1",
    "1, 2, true, 2"
  })
  void backOneTickAfterItsEndNothingHappensByItself(
      int ticks, int shards, boolean elsewhere, long seed) {
    try (var scene = new Scene(shards, elsewhere, seed)) {
      scene.returnsAt(scene.ends + ticks);
      assertThat(scene.returnedElsewhere).isEqualTo(elsewhere);
      scene.world.advance(Duration.ofSeconds(2));

      assertThat(scene.inRed.sees(scene.host.id()).orElseThrow().isPublishing()).isTrue();
      assertThat(scene.replication.row().active()).isFalse();
      assertThat(scene.inBlue.sees(scene.host.id())).isEmpty();
      assertThat(scene.far.isOver()).isTrue();
      assertThat(scene.far.since().packets()).isZero();
      assertThat(scene.blue.events(scene.host.id()))
          .containsExactly("JOINED", "PUBLISH_STARTED", "PUBLISH_STOPPED", "LEFT");
      assertThat(scene.red.events(scene.host.id()))
          .endsWith("REPLICATION_STOPPED", "PUBLISH_STARTED");

      scene.world.replicate(scene.host, scene.red, scene.blue, WINDOW);
      var again = scene.world.viewer(scene.blue).watch(scene.host);
      scene.world.until(again::decodes, Duration.ofMillis(800));
    }
  }
}
