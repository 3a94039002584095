package dev.footlights.live.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footlights.sim.world.PublisherHandle;
import dev.footlights.sim.world.ReplicationHandle;
import dev.footlights.sim.world.StageHandle;
import dev.footlights.sim.world.ViewerHandle;
import dev.footlights.sim.world.World;
import dev.footlights.stage.StageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AStageTakesPartInSeveralReplicationsTest {
  private static final Duration WINDOW = Duration.ofSeconds(30);

  @ParameterizedTest(name = "shards {0}, seed {1}")
  @CsvSource({"1, 1", "2, 2", "3, 3"})
  void inVsModeEachStageShowsBothHostsAndEachStopEndsOneDirection(int shards, long seed) {
    try (var world = World.of(seed).shards(shards)) {
      var red = world.stage("red");
      var blue = world.stage("blue");
      var redHost = world.published(red);
      var blueHost = world.published(blue);
      var toBlue = world.replicate(redHost, red, blue, WINDOW);
      var toRed = world.replicate(blueHost, blue, red, WINDOW);
      List<ViewerHandle> ofRedHost = world.viewersOf(redHost, 1, red, blue);
      List<ViewerHandle> ofBlueHost = world.viewersOf(blueHost, 1, blue, red);

      toBlue.stop();
      world.until(() -> ofRedHost.getLast().isOver(), Duration.ofMillis(50));
      expectMedia(world, List.of(ofRedHost.getFirst(), ofBlueHost.getFirst(), ofBlueHost.get(1)));
      expectSilence(world, ofRedHost.getLast());
      assertThat(toRed.row().active()).isTrue();

      toRed.stop();
      world.until(() -> ofBlueHost.getLast().isOver(), Duration.ofMillis(50));
      expectMedia(world, List.of(ofRedHost.getFirst(), ofBlueHost.getFirst()));
      expectSilence(world, ofBlueHost.getLast());
    }
  }

  @ParameterizedTest(name = "shards {0}, seed {1}")
  @CsvSource({"1, 1", "3, 2"})
  void aHostIsSeenInFiveDestinationsAtOnceAndNotInASixth(int shards, long seed) {
    try (var world = World.of(seed).shards(shards)) {
      var red = world.stage("red");
      var host = world.published(red);
      List<StageHandle> destinations = new ArrayList<>();
      List<ReplicationHandle> replications = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        destinations.add(world.stage("destination-" + i));
        replications.add(world.replicate(host, red, destinations.get(i), WINDOW));
      }
      var sixth = world.stage("sixth");
      List<ViewerHandle> viewers =
          world.viewersOf(host, 1, destinations.toArray(StageHandle[]::new));

      assertThat(refusal(world, host, red, sixth)).isEqualTo(StageException.Kind.QUOTA);

      replications.getFirst().stop();
      world.replicate(host, red, sixth, WINDOW);
      var late = world.viewer(sixth).watch(host);
      world.until(late::decodes);
      expectMedia(world, viewers.subList(1, 5));
      expectSilence(world, viewers.getFirst());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1})
  void aReplicaIsNotReplicatedOn(long seed) {
    try (var world = World.of(seed)) {
      var red = world.stage("red");
      var blue = world.stage("blue");
      var green = world.stage("green");
      var host = world.published(red);
      world.replicate(host, red, blue, WINDOW);

      assertThat(refusal(world, host, blue, green)).isEqualTo(StageException.Kind.CONFLICT);
      assertThat(refusal(world, host, blue, red)).isEqualTo(StageException.Kind.CONFLICT);
      world.replicate(host, red, green, WINDOW);
      world.viewersOf(host, 1, blue, green);
    }
  }

  private static StageException.Kind refusal(
      World world, PublisherHandle host, StageHandle source, StageHandle destination) {
    return catchThrowableOfType(
            StageException.class, () -> world.replicate(host, source, destination, WINDOW))
        .kind();
  }

  private static void expectMedia(World world, List<ViewerHandle> viewers) {
    viewers.forEach(ViewerHandle::forget);
    world.advance(Duration.ofSeconds(2));
    assertThat(viewers)
        .allSatisfy(
            viewer -> {
              assertThat(viewer.since().decodable()).isBetween(59L, 61L);
              assertThat(viewer.since().lost()).isZero();
            });
  }

  private static void expectSilence(World world, ViewerHandle viewer) {
    viewer.forget();
    world.advance(Duration.ofSeconds(1));
    assertThat(viewer.since().packets()).isZero();
  }
}
