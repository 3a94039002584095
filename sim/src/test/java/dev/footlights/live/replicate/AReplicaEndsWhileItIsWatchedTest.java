package dev.footlights.live.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.live.presence.Attendance;
import dev.footlights.sim.world.AttendeeHandle;
import dev.footlights.sim.world.PublisherHandle;
import dev.footlights.sim.world.ReplicationHandle;
import dev.footlights.sim.world.StageHandle;
import dev.footlights.sim.world.ViewerHandle;
import dev.footlights.sim.world.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever ends a replica: its packets stop at once, and what is not concerned goes on. */
class AReplicaEndsWhileItIsWatchedTest {
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  /** A host of red shown in blue, a local of blue, and viewers of each in each. */
  private static final class Scene implements AutoCloseable {
    final World world;
    final StageHandle red;
    final StageHandle blue;
    final AttendeeHandle inRed;
    final AttendeeHandle inBlue;
    final PublisherHandle host;
    final PublisherHandle local;
    final ReplicationHandle replication;
    final ViewerHandle hostInRed;
    final ViewerHandle hostInBlue;
    final ViewerHandle localInBlue;

    Scene(int shards, long seed) {
      world = World.of(seed).shards(shards);
      red = world.stage("red");
      blue = world.stage("blue");
      inRed = world.attendee(red);
      inBlue = world.attendee(blue);
      host = world.published(red);
      local = world.published(blue);
      replication = world.replicate(host, red, blue, WINDOW);
      List<ViewerHandle> both = world.viewersOf(host, 1, red, blue);
      hostInRed = both.getFirst();
      hostInBlue = both.getLast();
      localInBlue = world.viewersOf(local, 1, blue).getFirst();
    }

    void expect(List<ViewerHandle> goOn, List<ViewerHandle> end) {
      world.until(() -> end.stream().allMatch(ViewerHandle::isOver), AT_ONCE);
      goOn.forEach(ViewerHandle::forget);
      end.forEach(ViewerHandle::forget);
      world.advance(Duration.ofSeconds(2));
      assertThat(goOn)
          .allSatisfy(
              viewer -> {
                assertThat(viewer.since().decodable()).isBetween(59L, 61L);
                assertThat(viewer.since().lost()).isZero();
              });
      assertThat(end).allSatisfy(viewer -> assertThat(viewer.since().packets()).isZero());
      assertThat(end)
          .allSatisfy(
              viewer ->
                  assertThat(viewer.media().audio().lastPacketNanos())
                      .isLessThan(world.now() - Duration.ofSeconds(1).toNanos()));
    }

    @Override
    public void close() {
      world.close();
    }
  }

  @ParameterizedTest(name = "shards {0}, seed {1}")
  @CsvSource({"1, 1", "2, 2", "3, 3"})
  void theSourceStageIsDeleted(int shards, long seed) {
    try (var scene = new Scene(shards, seed)) {
      scene.red.delete();

      scene.expect(List.of(scene.localInBlue), List.of(scene.hostInRed, scene.hostInBlue));
      assertThat(scene.inBlue.sees(scene.host.id())).isEmpty();
      assertThat(scene.inBlue.sees(scene.local.id())).isPresent();
      assertThat(scene.inRed.closeCode()).isEqualTo(Attendance.STAGE_DELETED);
      assertThat(scene.blue.events(scene.host.id()))
          .containsExactly("JOINED", "PUBLISH_STARTED", "PUBLISH_STOPPED", "LEFT");
    }
  }

  @ParameterizedTest(name = "shards {0}, seed {1}")
  @CsvSource({"1, 1", "2, 2", "3, 3"})
  void theDestinationStageIsDeleted(int shards, long seed) {
    try (var scene = new Scene(shards, seed)) {
      scene.blue.delete();

      scene.expect(List.of(scene.hostInRed), List.of(scene.hostInBlue, scene.localInBlue));
      assertThat(scene.inBlue.closeCode()).isEqualTo(Attendance.STAGE_DELETED);
      assertThat(scene.replication.row().active()).isFalse();
      assertThat(scene.red.events(scene.host.id()))
          .containsExactly(
              "JOINED", "PUBLISH_STARTED", "REPLICATION_STARTED", "REPLICATION_STOPPED");
    }
  }

  @ParameterizedTest(name = "shards {0}, seed {1}")
  @CsvSource({"1, 1", "2, 2", "3, 3"})
  void itsPublisherIsDisconnectedInTheSource(int shards, long seed) {
    try (var scene = new Scene(shards, seed)) {
      scene.red.disconnect(scene.host.id());

      scene.expect(List.of(scene.localInBlue), List.of(scene.hostInRed, scene.hostInBlue));
      assertThat(scene.inRed.sees(scene.host.id())).isEmpty();
      assertThat(scene.inBlue.sees(scene.host.id())).isEmpty();
      assertThat(scene.replication.row().active()).isFalse();
    }
  }

  @ParameterizedTest(name = "shards {0}, seed {1}")
  @CsvSource({"1, 1", "2, 2", "3, 3"})
  void itIsDisconnectedByNameInTheDestination(int shards, long seed) {
    try (var scene = new Scene(shards, seed)) {
      scene.blue.disconnect(scene.host.id());

      scene.expect(List.of(scene.hostInRed, scene.localInBlue), List.of(scene.hostInBlue));
      assertThat(scene.inRed.sees(scene.host.id()).orElseThrow().isPublishing()).isTrue();
      assertThat(scene.inBlue.sees(scene.host.id())).isEmpty();
      assertThat(scene.replication.row().active()).isFalse();

      scene.world.replicate(scene.host, scene.red, scene.blue, WINDOW);
      scene.world.viewersOf(scene.host, 1, scene.blue);
    }
  }
}
