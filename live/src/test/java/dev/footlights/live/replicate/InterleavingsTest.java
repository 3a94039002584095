package dev.footlights.live.replicate;

import static dev.footlights.live.Rig.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.live.FakeStore;
import dev.footlights.live.Rig;
import dev.footlights.live.control.ControlSettings;
import dev.footlights.live.replicate.PlainModel.Who;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.stage.StageException;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.ReplicationState;
import dev.footlights.stage.quota.MediaLimits;
import dev.footlights.stage.quota.ResourceQuotas;
import dev.footlights.stage.session.StageArn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins, starts, stops, deletes, kicks and returns in any order do what a plain model says. */
class InterleavingsTest {
  private static final int STEPS = 250;
  private static final Duration NEVER_ENDS = Duration.ofDays(365);

  /** Below which of 100 a step is what; the rest is watching, kicks, deletes and time. */
  private record Shares(int publish, int leave, int start, int stop) {}

  private static final Shares MIXED = new Shares(35, 45, 70, 80);
  private static final Shares EAGER = new Shares(20, 24, 74, 80);

  private record Watch(Who whom, Rig.Watching connection) {}

  private final Rig rig =
      new Rig(
          3,
          new FakeStore(),
          new ControlSettings(NEVER_ENDS, ResourceQuotas.NONE, false, MediaLimits.NONE));
  private final PlainModel model = new PlainModel();
  private final List<StageArn> stages = new ArrayList<>();
  private final Map<Who, Rig.Person> people = new HashMap<>();
  private final Set<Who> everSeen = new HashSet<>();
  private final List<Watch> watches = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private int viewers;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void ofFewPeopleInManyStages(long seed) {
    play(new Random(seed), 8, 2, EAGER);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void ofManyPeopleInFewStages(long seed) {
    play(new Random(seed), 3, 14, MIXED);
  }

  private void play(Random random, int stageCount, int idCount, Shares shares) {
    for (int i = 0; i < stageCount; i++) {
      stages.add(rig.stage());
    }
    for (int i = 0; i < STEPS; i++) {
      step(
          random, new Who(random.nextInt(stageCount), random.nextInt(idCount)), stageCount, shares);
      rig.step();
      model.time(rig.now());
      check(stageCount, idCount);
    }
    checkLogs();
  }

  private void step(Random random, Who who, int stageCount, Shares shares) {
    int other = random.nextInt(stageCount);
    int action = random.nextInt(100);
    story.add(action + " " + who + " " + other);
    if (action < shares.publish()) {
      publish(who);
    } else if (action < shares.leave()) {
      leave(who, random.nextBoolean());
    } else if (action < shares.start()) {
      int window = random.nextInt(3) * 10;
      compare(
          model.start(who, other, Duration.ofSeconds(window).toNanos()),
          rig.start(person(who), stages.get(other), Duration.ofSeconds(window)));
    } else if (action < shares.stop()) {
      compare(model.stop(who, other), rig.stop(person(who), stages.get(other)));
    } else if (action < 88) {
      watch(who);
    } else if (action < 91) {
      compare(
          model.kick(who),
          rig.control.disconnectParticipant(SCOPE, stages.get(who.stage()), person(who).id, ""));
    } else if (action < 92) {
      model.delete(other);
      rig.get(rig.control.deleteStage(SCOPE, stages.get(other)));
      stages.set(other, rig.stage());
      people.keySet().removeIf(gone -> gone.stage() == other);
      everSeen.removeIf(gone -> gone.stage() == other);
      checkWatches();
      watches.removeIf(watch -> watch.whom().stage() == other);
    } else {
      rig.advance(Duration.ofSeconds(random.nextInt(12)));
    }
  }

  private Rig.Person person(Who who) {
    return people.computeIfAbsent(who, key -> rig.person(stages.get(key.stage()), "p" + key.id()));
  }

  private void publish(Who who) {
    boolean again = model.publishes(who);
    StageException.Kind expected = model.publish(who);
    if (expected == null) {
      person(who).publishes();
      if (again) {
        person(who).keyframe();
      }
    } else {
      compare(
          expected,
          rig.control.publish(
              person(who).token, Rig.publishOffer(Set.of(Kind.AUDIO)), ClientFacts.NONE));
    }
  }

  private void leave(Who who, boolean politely) {
    if (!model.publishes(who)) {
      return;
    }
    model.leave(who, rig.now());
    if (politely) {
      person(who).leaves();
    } else {
      person(who).vanishes();
    }
  }

  private void watch(Who who) {
    var viewer = rig.person(stages.get(who.stage()), "viewer" + ++viewers);
    StageException.Kind expected = model.watch(who);
    if (expected == null) {
      watches.add(new Watch(who, viewer.watches(person(who).id)));
    } else {
      compare(
          expected,
          rig.control.watch(viewer.token, person(who).id, Rig.watchOffer(), ClientFacts.NONE));
    }
  }

  private void compare(StageException.@Nullable Kind expected, CompletableFuture<?> answer) {
    StageException.Kind actual = null;
    try {
      rig.get(answer);
    } catch (StageException e) {
      actual = e.kind();
    }
    assertThat(actual).as(this::tail).isEqualTo(expected);
  }

  private void check(int stageCount, int idCount) {
    assertThat(rig.fatal).as(this::tail).isEmpty();
    for (int stage = 0; stage < stageCount; stage++) {
      for (int id = 0; id < idCount; id++) {
        var who = new Who(stage, id);
        if (model.seen(who)) {
          everSeen.add(who);
        }
        if (everSeen.contains(who)) {
          check(who);
        }
      }
    }
    checkWatches();
    watches.removeIf(watch -> watch.connection().closed());
  }

  private void check(Who who) {
    StageArn stage = stages.get(who.stage());
    assertThat(rig.row(stage, person(who).id).publishing())
        .as(() -> who + " is publishing; " + tail())
        .isEqualTo(model.seen(who));
    Set<StageArn> shown = new HashSet<>();
    model.destinations(who).forEach(to -> shown.add(stages.get(to)));
    assertThat(rig.replicas(person(who)))
        .as(() -> who + " is shown; " + tail())
        .filteredOn(row -> row.state() == ReplicationState.ACTIVE)
        .extracting(row -> row.destinationStage())
        .containsExactlyInAnyOrderElementsOf(shown);
  }

  private void checkWatches() {
    for (Watch watch : watches) {
      assertThat(watch.connection().closed())
          .as(() -> "the viewer of " + watch.whom() + " was closed; " + tail())
          .isEqualTo(!model.watchable(watch.whom()));
    }
  }

  private void checkLogs() {
    for (Who who : everSeen) {
      StageArn stage = stages.get(who.stage());
      ParticipantId id = person(who).id;
      List<EventName> log = rig.events(stage, id);
      alternate(log, EventName.JOINED, EventName.LEFT);
      alternate(log, EventName.PUBLISH_STARTED, EventName.PUBLISH_STOPPED);
      long started = log.stream().filter(EventName.REPLICATION_STARTED::equals).count();
      long stopped = log.stream().filter(EventName.REPLICATION_STOPPED::equals).count();
      assertThat(started - stopped).isEqualTo(model.destinations(who).size());
    }
  }

  private void alternate(List<EventName> log, EventName begin, EventName end) {
    boolean open = false;
    for (EventName name : log) {
      if (name == begin || name == end) {
        assertThat(name == begin).as(() -> log + "; " + tail()).isNotEqualTo(open);
        open = name == begin;
      }
    }
  }

  private String tail() {
    return "after " + story.subList(Math.max(0, story.size() - 12), story.size());
  }
}
