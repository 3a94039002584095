package dev.footlights.live.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.live.presence.Attendance;
import dev.footlights.live.presence.StageState;
import dev.footlights.sim.net.Conditions;
import dev.footlights.sim.world.AttendeeHandle;
import dev.footlights.sim.world.Plane.Remains;
import dev.footlights.sim.world.PublisherHandle;
import dev.footlights.sim.world.ReplicationHandle;
import dev.footlights.sim.world.StageHandle;
import dev.footlights.sim.world.ViewerHandle;
import dev.footlights.sim.world.World;
import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.session.StageArn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever people do, in whatever order, the server does what {@link PlainRules} says. */
class TheRulesHoldInAnyOrderTest {
  private static final int STAGES = 3;
  private static final int HOSTS = 4;
  private static final int MOVES = 24;
  private static final Duration WINDOW = Duration.ofSeconds(2);

  /** An end has reached everybody by then. */
  private static final Duration SETTLED = Duration.ofMillis(50);

  /** Who may see somebody sees him by then. */
  private static final Duration WATCHED = Duration.ofMillis(500);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 30);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void andNothingIsLeftWhenEverybodyIsGone(long seed) {
    try (var play = new Play(seed)) {
      play.publish(0);
      play.publish(1);
      for (int move = 0; move < MOVES; move++) {
        String what = play.move();
        play.compare(what);
      }
      play.everybodyLeaves();
      play.expectNothingLeft();
    }
  }

  /** What people do, and how often. */
  private enum Move {
    PUBLISH(25),
    START(20),
    WATCH(15),
    STOP(10),
    LEAVE(10),
    VANISH(3),
    STOP_WATCHING(5),
    DISCONNECT(3),
    DELETE(2),
    WAIT(7);

    private final int share;

    Move(int share) {
      this.share = share;
    }

    static Move any(RandomGenerator random) {
      int drawn = random.nextInt(Arrays.stream(values()).mapToInt(move -> move.share).sum());
      for (Move move : values()) {
        drawn -= move.share;
        if (drawn < 0) {
          return move;
        }
      }
      throw new AssertionError("shares add up");
    }
  }

  /** The server and the rules, told the same. */
  private static final class Play implements AutoCloseable {
    private final RandomGenerator random;
    private final World world;
    private final PlainRules rules = new PlainRules(STAGES, HOSTS);
    private final List<StageHandle> stages = new ArrayList<>();
    private final List<AttendeeHandle> attendees = new ArrayList<>();
    private final List<PublisherHandle> hosts = new ArrayList<>();
    private final Map<PlainRules.Watching, ViewerHandle> viewers = new LinkedHashMap<>();
    private final StringBuilder story = new StringBuilder();

    Play(long seed) {
      random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      world =
          World.of(seed)
              .shards(1 + (int) (seed % 3))
              .network(Conditions.PERFECT.jitter(Duration.ofMillis(3)))
              .slowShards(Duration.ofMillis(5));
      for (int stage = 0; stage < STAGES; stage++) {
        stages.add(world.stage("stage-" + stage));
        attendees.add(world.attendee(stages.get(stage)));
      }
      for (int host = 0; host < HOSTS; host++) {
        hosts.add(world.guest(stages.get(rules.home(host))));
      }
    }

    /** Something random; says what. */
    String move() {
      Move move = Move.any(random);
      int[] pair = pair(move);
      int host = pair[0];
      int stage = pair[1];
      int source = random.nextInt(10) < 9 ? rules.home(host) : random.nextInt(STAGES);
      String what =
          switch (move) {
            case PUBLISH -> publish(host);
            case START -> start(host, source, stage);
            case WATCH -> watch(host, stage);
            case STOP -> stop(host, source, stage);
            case LEAVE -> leave(host);
            case VANISH -> vanish(host);
            case STOP_WATCHING -> stopWatching();
            case DISCONNECT -> disconnect(host, random.nextBoolean() ? stage : source);
            case DELETE -> delete(stage);
            case WAIT -> wait(Duration.ofMillis(random.nextInt(1_500)));
          };
      story.append('\n').append(what);
      return what;
    }

    /** A host and a stage for a move; mostly ones for which it is not refused. */
    private int[] pair(Move move) {
      List<int[]> sensible = new ArrayList<>();
      for (int host = 0; host < HOSTS; host++) {
        for (int stage = 0; stage < STAGES; stage++) {
          if (makesSense(move, host, stage)) {
            sensible.add(new int[] {host, stage});
          }
        }
      }
      return sensible.isEmpty() || random.nextInt(8) == 0
          ? new int[] {random.nextInt(HOSTS), random.nextInt(STAGES)}
          : sensible.get(random.nextInt(sensible.size()));
    }

    private boolean makesSense(Move move, int host, int stage) {
      return switch (move) {
        case PUBLISH -> rules.checkPublish(host) == null && !rules.publishing(host);
        case START ->
            rules.publishing(host) && !rules.present(host, stage) && !rules.deleted(stage);
        case WATCH -> rules.publishing(host) && rules.present(host, stage);
        case STOP -> rules.shownIn(host).contains(stage);
        case LEAVE, VANISH -> rules.publishing(host);
        case STOP_WATCHING, DISCONNECT, DELETE, WAIT -> true;
      };
    }

    private String publish(int host) {
      Kind expected = rules.checkPublish(host);
      Kind refused = refusal(() -> hosts.get(host).joins());
      assertThat(refused).as("publish %s after%s", host, story).isEqualTo(expected);
      if (refused == null) {
        boolean already = rules.publishing(host);
        world.until(
            () -> hosts.get(host).isConnected() && (already || saidToPublish(host)),
            Duration.ofSeconds(1));
        rules.time(world.now());
        rules.published(host);
        if (already) {
          world.advance(Duration.ofMillis(300));
        }
      }
      return "publish " + host + " " + refused;
    }

    private boolean saidToPublish(int host) {
      return attendees
          .get(rules.home(host))
          .sees(hosts.get(host).id())
          .filter(StageState.Entry::isPublishing)
          .isPresent();
    }

    private String leave(int host) {
      if (!rules.publishing(host)) {
        return "nobody leaves";
      }
      hosts.get(host).leaves();
      rules.time(world.now());
      rules.left(host, world.now());
      return "leave " + host;
    }

    private String vanish(int host) {
      if (!rules.publishing(host)) {
        return "nobody vanishes";
      }
      hosts.get(host).vanishes();
      world.until(() -> !saidToPublish(host));
      rules.time(world.now());
      rules.left(host, world.now());
      return "vanish " + host;
    }

    private String start(int host, int source, int destination) {
      Duration window = random.nextBoolean() ? WINDOW : Duration.ZERO;
      rules.time(world.now());
      Kind expected = rules.start(host, source, destination, window);
      Kind refused =
          refusal(
              () ->
                  world.replicate(
                      hosts.get(host), stages.get(source), stages.get(destination), window));
      String what = "start " + host + " " + source + " to " + destination + " window " + window;
      assertThat(refused).as("%s after%s", what, story).isEqualTo(expected);
      return what + " " + refused;
    }

    private String stop(int host, int source, int destination) {
      rules.time(world.now());
      Kind expected = rules.stop(host, source, destination);
      var replication =
          new ReplicationHandle(
              world, stages.get(source), stages.get(destination), hosts.get(host).id());
      Kind refused = refusal(replication::stop);
      String what = "stop " + host + " " + source + " to " + destination;
      assertThat(refused).as("%s after%s", what, story).isEqualTo(expected);
      return what + " " + refused;
    }

    private String disconnect(int host, int stage) {
      rules.time(world.now());
      Kind expected = rules.disconnect(host, stage);
      Kind refused = refusal(() -> stages.get(stage).disconnect(hosts.get(host).id()));
      String what = "disconnect " + host + " in " + stage;
      assertThat(refused).as("%s after%s", what, story).isEqualTo(expected);
      return what + " " + refused;
    }

    private String delete(int stage) {
      Kind expected = rules.delete(stage);
      Kind refused = refusal(() -> stages.get(stage).delete());
      assertThat(refused).as("delete %s after%s", stage, story).isEqualTo(expected);
      return "delete " + stage + " " + refused;
    }

    private String watch(int host, int stage) {
      String what = "watch " + host + " in " + stage;
      if (rules.deleted(stage)) {
        return what + ": no token is made for a deleted stage";
      }
      rules.time(world.now());
      var who = new PlainRules.Watching(stage, host, viewers.size());
      Kind expected = rules.watch(who);
      var viewer = world.viewer(stages.get(stage));
      Kind refused = refusal(() -> viewer.watch(hosts.get(host)));
      assertThat(refused).as("%s after%s", what, story).isEqualTo(expected);
      if (refused == null) {
        world.until(viewer::isConnected, Duration.ofSeconds(1));
        viewers.put(who, viewer);
      }
      return what + " " + refused;
    }

    private String stopWatching() {
      for (var entry : viewers.entrySet()) {
        if (rules.watches(entry.getKey())) {
          entry.getValue().leaves();
          rules.watchesNoMore(entry.getKey());
          return "no more of " + entry.getKey();
        }
      }
      return "nobody stops watching";
    }

    private String wait(Duration duration) {
      world.advance(duration);
      return "wait " + duration;
    }

    private static @Nullable Kind refusal(Runnable wish) {
      try {
        wish.run();
        return null;
      } catch (StageException e) {
        return e.kind();
      }
    }

    /** Everything that people can see is as the rules say. */
    void compare(String what) {
      world.advance(SETTLED);
      rules.time(world.now());
      for (int stage = 0; stage < STAGES; stage++) {
        compareStage(stage);
      }
      for (int host = 0; host < HOSTS; host++) {
        compareReplicas(host);
      }
      viewers.forEach(
          (who, viewer) ->
              assertThat(viewer.isOver())
                  .as("%s is over after%s", who, story)
                  .isEqualTo(!rules.watches(who)));
      compareMedia();
    }

    private void compareStage(int stage) {
      AttendeeHandle attendee = attendees.get(stage);
      if (rules.deleted(stage)) {
        assertThat(attendee.closeCode()).as("after%s", story).isEqualTo(Attendance.STAGE_DELETED);
        return;
      }
      for (int host = 0; host < HOSTS; host++) {
        Optional<Boolean> expected =
            rules.present(host, stage) ? Optional.of(rules.publishing(host)) : Optional.empty();
        assertThat(attendee.sees(hosts.get(host).id()).map(StageState.Entry::isPublishing))
            .as("host %s in stage %s after%s", host, stage, story)
            .isEqualTo(expected);
      }
    }

    private void compareReplicas(int host) {
      if (rules.deleted(rules.home(host))) {
        return;
      }
      Set<StageArn> expected =
          rules.shownIn(host).stream()
              .map(stage -> stages.get(stage).arn())
              .collect(Collectors.toSet());
      assertThat(world.replicas(stages.get(rules.home(host)), hosts.get(host).id()))
          .filteredOn(Replica::active)
          .extracting(Replica::destinationStage)
          .as("replicas of host %s after%s", host, story)
          .containsExactlyInAnyOrderElementsOf(expected);
    }

    private void compareMedia() {
      viewers.values().forEach(ViewerHandle::forget);
      world.advance(WATCHED);
      viewers.forEach(
          (who, viewer) -> {
            boolean seen = rules.watches(who) && rules.publishing(who.host());
            assertThat(viewer.decodes()).as("%s decodes after%s", who, story).isEqualTo(seen);
            assertThat(viewer.since().packets() > 0)
                .as("%s gets packets after%s", who, story)
                .isEqualTo(seen);
          });
      rules.time(world.now());
    }

    void everybodyLeaves() {
      List<PlainRules.Watching> left = List.copyOf(viewers.keySet());
      IntStream.range(0, HOSTS).forEach(this::leave);
      world.advance(WINDOW.plusMillis(100));
      rules.time(world.now());
      assertThat(left).noneMatch(rules::watches);
      attendees.forEach(AttendeeHandle::leaves);
      world.advance(Duration.ofMillis(100));
    }

    void expectNothingLeft() {
      assertThat(world.plane().remains()).as("after%s", story).isEqualTo(Remains.NONE);
    }

    @Override
    public void close() {
      world.close();
    }
  }
}
