package dev.footlights.live.control;

import static dev.footlights.live.Rig.NO_WINDOW;
import static dev.footlights.live.Rig.SCOPE;
import static dev.footlights.stage.event.EventName.JOINED;
import static dev.footlights.stage.event.EventName.LEFT;
import static dev.footlights.stage.event.EventName.PUBLISH_STARTED;
import static dev.footlights.stage.event.EventName.PUBLISH_STOPPED;
import static dev.footlights.stage.event.EventName.REPLICATION_STARTED;
import static dev.footlights.stage.event.EventName.REPLICATION_STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.live.FakeStore;
import dev.footlights.live.Rig;
import dev.footlights.sfu.shard.Command;
import dev.footlights.stage.PageRequest;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.participant.ParticipantFilter;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.quota.MediaLimits;
import dev.footlights.stage.quota.ResourceQuotas;
import dev.footlights.stage.recording.RecordingConfiguration;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.TokenSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ControlTest {
  private final Rig rig = new Rig(2);
  private final StageArn red = rig.stage();
  private final StageArn blue = rig.stage();
  private final Rig.Person host = rig.person(red);

  @Test
  void opensASessionWithTheFirstJoinAndEndsIt60SecondsAfterTheLastLeave() {
    assertThat(rig.session(red)).isNull();
    var attending = host.attends();
    assertThat(rig.session(red)).isNotNull();
    attending.attendance().close();
    rig.step();
    rig.advance(Duration.ofSeconds(60).minusNanos(1));
    assertThat(rig.session(red)).isNotNull();
    rig.advance(Duration.ofNanos(1));
    assertThat(rig.session(red)).isNull();
    var ended = rig.get(rig.store.sessions(red, new PageRequest(1, null))).items();
    assertThat(ended.getFirst().end()).isNotNull();
  }

  @Test
  void continuesASessionThatSomebodyJoinsInTime() {
    host.publishes();
    var session = rig.session(red);
    var first = host.row().firstJoinTime();
    host.vanishes();
    rig.advance(Duration.ofSeconds(59));
    host.publishes();
    rig.advance(Duration.ofHours(1));
    assertThat(rig.session(red)).isEqualTo(session);
    assertThat(host.row().firstJoinTime()).isEqualTo(first);
  }

  @Test
  void keepsSessions180SecondsInProduction() {
    var production = new Rig(1, new FakeStore(), ControlSettings.production());
    StageArn stage = production.stage();
    production.person(stage).publishes().vanishes();
    production.advance(Duration.ofSeconds(179));
    assertThat(production.session(stage)).isNotNull();
    production.advance(Duration.ofSeconds(1));
    assertThat(production.session(stage)).isNull();
  }

  @Test
  void answersAndActsOnlyWhenTheChangeIsDurable() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    rig.person(blue).watches(host.id);
    rig.shards.forget();
    rig.store.hold();
    var answer = rig.stop(host, blue);
    rig.step();
    assertThat(answer).isNotDone();
    assertThat(rig.shards.heard()).isEmpty();
    rig.store.release();
    rig.get(answer);
    assertThat(rig.shards.heard(Command.Unbind.class)).hasSize(2);
  }

  @Test
  void keepsSeveralChangesInFlightAndTheirEffectsInOrder() {
    host.publishes();
    rig.store.hold();
    var start = rig.start(host, blue, NO_WINDOW);
    var stop = rig.stop(host, blue);
    var again = rig.start(host, blue, NO_WINDOW);
    rig.step();
    assertThat(rig.store.waiting()).isEqualTo(3);
    rig.store.release();
    rig.step();
    assertThat(start).isDone();
    assertThat(stop).isNotDone();
    rig.store.release();
    rig.store.release();
    rig.get(stop);
    rig.get(again);
  }

  @Test
  void readsAndRefusesAfterTheChangesThatPrecedeThem() {
    host.publishes();
    rig.store.hold();
    var start = rig.start(host, blue, NO_WINDOW);
    var read = rig.control.listReplicas(SCOPE, red, host.id, new PageRequest(50, null));
    var twice = rig.start(host, blue, NO_WINDOW);
    rig.step();
    assertThat(read).isNotDone();
    assertThat(twice).isNotDone();
    rig.store.release();
    rig.get(start);
    assertThat(rig.get(read).items()).hasSize(1);
    assertThat(rig.refusal(twice).kind()).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void endsTheProcessWhenACommitFails() {
    rig.store.hold();
    var answer =
        rig.control.createStage(
            SCOPE, "", Map.of(), RecordingConfiguration.NONE, List.of(), Rig.ENDPOINTS);
    rig.step();
    rig.store.fail();
    rig.step();
    assertThat(rig.fatal).hasSize(1);
    assertThat(rig.fatal.getFirst()).hasMessage("disk full");
    assertThat(answer).isNotDone();
    var later =
        rig.control.createStage(
            SCOPE, "", Map.of(), RecordingConfiguration.NONE, List.of(), Rig.ENDPOINTS);
    assertThat(rig.refusal(later).kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void closesWhatAFormerProcessLeftOpen() {
    host.publishes();
    rig.replicate(host, blue, Duration.ofSeconds(300));
    var viewer = rig.person(blue);
    viewer.watches(host.id);
    int before = rig.store.changes().size();

    var next = new Rig(2, rig.store);
    assertThat(rig.store.changes()).hasSize(before + 1);
    assertThat(next.control.ready()).isCompleted();
    assertThat(next.session(red)).isNull();
    assertThat(next.session(blue)).isNull();
    assertThat(next.events(host))
        .containsExactly(
            JOINED,
            PUBLISH_STARTED,
            REPLICATION_STARTED,
            PUBLISH_STOPPED,
            REPLICATION_STOPPED,
            LEFT);
    assertThat(next.events(blue, host.id)).endsWith(PUBLISH_STOPPED, LEFT);
    assertThat(next.row(blue, viewer.id).state()).isEqualTo(ParticipantState.DISCONNECTED);
    assertThat(next.row(red, host.id).publishing()).isFalse();
    assertThat(next.replicas(host)).isEmpty();
    assertThat(rig.store.state().participants()).isEmpty();
  }

  @Test
  void closesWhatAFormerProcessLeftInsideAWindow() {
    host.publishes();
    rig.replicate(host, blue, Duration.ofSeconds(300));
    host.vanishes();
    var next = new Rig(2, rig.store);
    assertThat(next.events(host)).endsWith(PUBLISH_STOPPED, LEFT, REPLICATION_STOPPED);
    assertThat(next.events(blue, host.id)).endsWith(PUBLISH_STOPPED, LEFT);
  }

  @Test
  void numbersReplicasOnAfterARestart() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    long last = rig.replicas(host).getFirst().number();
    var next = new Rig(2, rig.store);
    var again = next.person(red, "again").publishes();
    next.replicate(again, blue, NO_WINDOW);
    assertThat(next.replicas(again).getFirst().number()).isGreaterThan(last);
  }

  @Test
  void deletesAStageWithEverybodyInIt() {
    host.publishes();
    var watching = rig.person(red).watches(host.id);
    rig.get(rig.control.deleteStage(SCOPE, red));
    assertThat(watching.closed()).isTrue();
    assertThat(rig.events(host)).endsWith(PUBLISH_STOPPED, LEFT);
    assertThat(rig.refusal(rig.control.getStage(SCOPE, red)).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(rig.refusal(rig.control.deleteStage(SCOPE, red)).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void failsTheDeleteOfAStageWhoseShardDoesNotAcknowledge() {
    host.publishes();
    rig.shards.deafen(host.shard());
    var answer = rig.control.deleteStage(SCOPE, red);
    rig.step();
    rig.advance(Duration.ofSeconds(1));
    assertThat(rig.refusal(answer).kind()).isEqualTo(Kind.INTERNAL);
  }

  @Test
  void failsTheKickOfAParticipantWhoseShardDoesNotAcknowledge() {
    host.publishes();
    rig.shards.deafen(host.shard());
    var answer = rig.control.disconnectParticipant(SCOPE, red, host.id, "");
    rig.step();
    rig.advance(Duration.ofSeconds(1));
    assertThat(rig.refusal(answer).kind()).isEqualTo(Kind.INTERNAL);
  }

  @Test
  void doesNotFindAParticipantToKickWhoNeverJoined() {
    host.publishes();
    var answer = rig.control.disconnectParticipant(SCOPE, red, ParticipantId.of("nobody"), "");
    assertThat(rig.refusal(answer).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void keepsStagesOfAnotherAccountApart() {
    var other = new Scope("111122223333", "us-east-1");
    assertThat(rig.refusal(rig.control.getStage(other, red)).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(rig.get(rig.control.listStages(other, new PageRequest(50, null))).items()).isEmpty();
    assertThat(rig.get(rig.control.listStages(SCOPE, new PageRequest(50, null))).items())
        .hasSize(2);
  }

  @Test
  void listsNothingOfWhatIsUnknown() {
    var nowhere = StageArn.of(SCOPE, "nowhere00000");
    var session = new SessionId("st-0000000000000");
    var nobody = ParticipantId.of("nobody");
    var page = new PageRequest(50, null);
    assertThat(rig.get(rig.control.listReplicas(SCOPE, nowhere, nobody, page)).items()).isEmpty();
    assertThat(
            rig.get(
                    rig.control.listParticipants(
                        SCOPE, nowhere, session, ParticipantFilter.ALL, page))
                .items())
        .isEmpty();
    assertThat(
            rig.get(rig.control.listParticipantEvents(SCOPE, red, session, nobody, page)).items())
        .isEmpty();
  }

  @Test
  void refusesMoreStagesThanTheRegionMayHave() {
    var settings =
        new ControlSettings(
            Duration.ofSeconds(60), ResourceQuotas.NONE.with("stages", 2), false, MediaLimits.NONE);
    var small = new Rig(1, new FakeStore(), settings);
    small.stage();
    small.stage();
    var third =
        small.control.createStage(
            SCOPE, "", Map.of(), RecordingConfiguration.NONE, List.of(), Rig.ENDPOINTS);
    assertThat(small.refusal(third).kind()).isEqualTo(Kind.QUOTA);
  }

  @Test
  void refusesATokenBeyondItsBoundsAndMakesNoStageThen() {
    for (var minutes : List.of(0, 20_161)) {
      var spec = new TokenSpec(Duration.ofMinutes(minutes), "", Map.of(), Set.of());
      var create =
          rig.control.createStage(
              SCOPE, "", Map.of(), RecordingConfiguration.NONE, List.of(spec), Rig.ENDPOINTS);
      assertThat(rig.refusal(create).kind()).isEqualTo(Kind.VALIDATION);
    }
    assertThat(rig.get(rig.control.listStages(SCOPE, new PageRequest(50, null))).items())
        .hasSize(2);
    assertThat(rig.fatal).isEmpty();
  }

  @Test
  void forgetsEverythingAtAReset() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    var watching = rig.person(blue).watches(host.id);
    var attending = rig.person(red).attends();
    rig.get(rig.control.reset());
    assertThat(watching.closed()).isTrue();
    assertThat(attending.closeCode).isEqualTo(4004);
    assertThat(rig.get(rig.control.listStages(SCOPE, new PageRequest(50, null))).items()).isEmpty();
    assertThat(rig.store.state().stages()).isEmpty();
    StageArn fresh = rig.stage();
    rig.person(fresh).publishes();
    assertThat(rig.participants(fresh)).hasSize(1);
  }

  @Test
  void givesTheSameCommandsForTheSameQueueAndTimes() {
    assertThat(story()).isEqualTo(story());
  }

  private static List<String> story() {
    var world = new Rig(2);
    StageArn one = world.stage();
    StageArn two = world.stage();
    var publisher = world.person(one).publishes();
    world.replicate(publisher, two, Duration.ofSeconds(10));
    world.person(two).watches(publisher.id);
    publisher.vanishes();
    world.advance(Duration.ofSeconds(5));
    publisher.publishes();
    world.get(world.stop(publisher, two));
    return world.shards.heard().stream().map(Object::toString).toList();
  }
}
