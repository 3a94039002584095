package dev.footlights.live.replicate;

import static dev.footlights.live.Rig.NO_WINDOW;
import static dev.footlights.live.Rig.SCOPE;
import static dev.footlights.stage.event.EventName.JOINED;
import static dev.footlights.stage.event.EventName.PUBLISH_STARTED;
import static dev.footlights.stage.event.EventName.REPLICATION_STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.live.Rig;
import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.participant.ReplicationState;
import dev.footlights.stage.participant.ReplicationType;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartParticipantReplicationTest {
  private final Rig rig = new Rig();
  private final StageArn red = rig.stage();
  private final StageArn blue = rig.stage();
  private final Rig.Person host = rig.person(red);

  @Test
  void ofAParticipantUnknownInTheSourceIsNotFound() {
    rig.person(red).publishes();
    StageException refusal = rig.refusal(rig.start(host, blue, NO_WINDOW));
    assertThat(refusal.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(refusal)
        .hasMessage(host.id + " is not publishing: nobody of that id has joined " + red);
  }

  @Test
  void ofAnEmptyParticipantIdIsNotFound() {
    var refusal =
        rig.refusal(
            rig.control.startReplication(
                SCOPE, red, blue, ParticipantId.of(""), NO_WINDOW, Map.of()));
    assertThat(refusal.kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void ofSomebodyConnectedWhoDoesNotPublishIsAConflict() {
    host.attends();
    StageException refusal = rig.refusal(rig.start(host, blue, NO_WINDOW));
    assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(refusal).hasMessage(host.id + " is not publishing");
  }

  @Test
  void ofSomebodyWhoseMediaHasNotArrivedYetIsAConflict() {
    host.offers();
    assertThat(rig.refusal(rig.start(host, blue, NO_WINDOW)).kind()).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void ofAnActiveTripleIsAConflictThatNamesTheDestination() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    StageException refusal = rig.refusal(rig.start(host, blue, NO_WINDOW));
    assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(refusal).hasMessageContaining(blue.toString());
  }

  @Test
  void ofAnActiveTripleInsideItsWindowIsAConflictThatNamesTheDestination() {
    host.publishes();
    rig.replicate(host, blue, Duration.ofSeconds(30));
    host.vanishes();
    StageException refusal = rig.refusal(rig.start(host, blue, NO_WINDOW));
    assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(refusal).hasMessageContaining(blue.toString());
  }

  @Test
  void toTheSourceItselfIsInvalid() {
    host.publishes();
    assertThat(rig.refusal(rig.start(host, red, NO_WINDOW)).kind()).isEqualTo(Kind.VALIDATION);
  }

  @Test
  void toAStageThatDoesNotExistIsNotFound() {
    host.publishes();
    var nowhere = StageArn.of(SCOPE, "nowhere00000");
    assertThat(rig.refusal(rig.start(host, nowhere, NO_WINDOW)).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void byAnotherAccountOrRegionIsNotFound() {
    host.publishes();
    for (var scope :
        Set.of(new Scope("111122223333", "us-east-1"), new Scope("000000000000", "eu-west-1"))) {
      var refusal =
          rig.refusal(rig.control.startReplication(scope, red, blue, host.id, NO_WINDOW, Map.of()));
      assertThat(refusal.kind()).isEqualTo(Kind.NOT_FOUND);
    }
  }

  @Test
  void ofAReplicaIsAConflictThatNamesTheStageToReplicateFrom() {
    StageArn green = rig.stage();
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    var refusal =
        rig.refusal(rig.control.startReplication(SCOPE, blue, green, host.id, NO_WINDOW, Map.of()));
    assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(refusal).hasMessageContaining(red.toString());
  }

  @Test
  void toAStageWhereSomebodyOfThatIdIsConnectedIsAConflict() {
    host.publishes();
    rig.person(blue, host.id.value()).attends();
    assertThat(rig.refusal(rig.start(host, blue, NO_WINDOW)).kind()).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void toAStageThatShowsAnotherReplicaOfThatIdIsAConflict() {
    StageArn green = rig.stage();
    host.publishes();
    var other = rig.person(green, host.id.value()).publishes();
    rig.replicate(host, blue, NO_WINDOW);
    assertThat(rig.refusal(rig.start(other, blue, NO_WINDOW)).kind()).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void toASixthDestinationExceedsTheQuota() {
    host.publishes();
    for (int i = 0; i < 5; i++) {
      rig.replicate(host, rig.stage(), NO_WINDOW);
    }
    assertThat(rig.refusal(rig.start(host, blue, NO_WINDOW)).kind()).isEqualTo(Kind.QUOTA);
  }

  @Test
  void toAStageWithTwelvePublishersExceedsTheQuotaAndReplicasCount() {
    host.publishes();
    for (int i = 0; i < 11; i++) {
      rig.person(blue).publishes();
    }
    rig.replicate(rig.person(red).publishes(), blue, NO_WINDOW);
    assertThat(rig.refusal(rig.start(host, blue, NO_WINDOW)).kind()).isEqualTo(Kind.QUOTA);
  }

  @Test
  void withMoreThan1024BytesOfAttributesIsInvalid() {
    host.publishes();
    var fits = Map.of("k", "é".repeat(511) + "x");
    var tooMuch = Map.of("k", "é".repeat(512));
    assertThat(
            rig.refusal(rig.control.startReplication(SCOPE, red, blue, host.id, NO_WINDOW, tooMuch))
                .kind())
        .isEqualTo(Kind.VALIDATION);
    rig.get(rig.control.startReplication(SCOPE, red, blue, host.id, NO_WINDOW, fits));
    assertThat(rig.replicas(host)).hasSize(1);
  }

  @Test
  void mergesAttributesOverTheTokensWithoutALimitOfTheMerge() {
    var big = Map.of("both", "token", "token", "t".repeat(1000));
    var guest = rig.person(red, "guest", big, Set.of(Capability.PUBLISH)).publishes();
    var given = Map.of("both", "start", "start", "s".repeat(1000));
    rig.get(rig.control.startReplication(SCOPE, red, blue, guest.id, NO_WINDOW, given));
    Participant replica = rig.row(blue, guest.id);
    assertThat(replica.attributes())
        .containsEntry("both", "start")
        .containsEntry("token", "t".repeat(1000))
        .containsEntry("start", "s".repeat(1000));
    assertThat(guest.row().attributes()).containsEntry("both", "token");
  }

  @Test
  void toAStageWithoutASessionOpensOneAndKeepsItAlive() {
    host.publishes();
    assertThat(rig.session(blue)).isNull();
    rig.replicate(host, blue, NO_WINDOW);
    var session = rig.session(blue);
    rig.advance(Duration.ofHours(1));
    assertThat(rig.session(blue)).isNotNull().isEqualTo(session);
    assertThat(rig.replicas(host).getFirst().destinationSession()).isEqualTo(session);
  }

  @Test
  void afterAnEndMakesANewRowAndTheEndedOneIsNoLongerListed() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    long first = rig.replicas(host).getFirst().number();
    rig.get(rig.stop(host, blue));
    rig.replicate(host, blue, NO_WINDOW);
    assertThat(rig.replicas(host)).hasSize(1);
    assertThat(rig.replicas(host).getFirst().number()).isGreaterThan(first);
    assertThat(rig.replicas(host).getFirst().state()).isEqualTo(ReplicationState.ACTIVE);
  }

  @Test
  void whileTheSourceIsAwayInAnotherReplicationsWindowIsAConflict() {
    host.publishes();
    rig.replicate(host, blue, Duration.ofSeconds(30));
    host.vanishes();
    StageException refusal = rig.refusal(rig.start(host, rig.stage(), NO_WINDOW));
    assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(refusal).hasMessage(host.id + " is not publishing");
  }

  @Test
  void ofATokenWithPublishOnlyIsEnough() {
    var guest = rig.person(red, "guest", Map.of(), Set.of(Capability.PUBLISH)).publishes();
    rig.replicate(guest, blue, NO_WINDOW);
    assertThat(rig.replicas(guest)).hasSize(1);
  }

  @Test
  void isLoggedOnBothSides() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    assertThat(rig.events(host)).containsExactly(JOINED, PUBLISH_STARTED, REPLICATION_STARTED);
    ParticipantEvent started = rig.log(red, host.id).getLast();
    assertThat(started.destinationStage()).isEqualTo(blue);
    assertThat(started.destinationSession()).isEqualTo(rig.session(blue));
    assertThat(started.replica()).isFalse();
    assertThat(rig.events(blue, host.id)).containsExactly(JOINED, PUBLISH_STARTED);
    assertThat(rig.log(blue, host.id)).allMatch(ParticipantEvent::replica);
  }

  @Test
  void showsInTheRowsOfBothSides() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    assertThat(host.row().replicationType()).isEqualTo(ReplicationType.SOURCE);
    assertThat(host.row().replicationState()).isEqualTo(ReplicationState.ACTIVE);
    assertThat(host.row().sourceStage()).isNull();
    Participant replica = rig.row(blue, host.id);
    assertThat(replica.replicationType()).isEqualTo(ReplicationType.REPLICA);
    assertThat(replica.replicationState()).isEqualTo(ReplicationState.ACTIVE);
    assertThat(replica.state()).isEqualTo(ParticipantState.CONNECTED);
    assertThat(replica.published()).isTrue();
    assertThat(replica.userId()).isEqualTo(host.row().userId());
    assertThat(replica.sourceStage()).isEqualTo(red);
    assertThat(replica.sourceSession()).isEqualTo(rig.session(red));
  }

  @Test
  void inBothDirectionsShowsBothPublishersInBothStages() {
    host.publishes();
    var guest = rig.person(blue).publishes();
    rig.replicate(host, blue, NO_WINDOW);
    rig.replicate(guest, red, NO_WINDOW);
    assertThat(rig.participants(red)).extracting(Participant::id).contains(host.id, guest.id);
    assertThat(rig.participants(blue)).extracting(Participant::id).contains(host.id, guest.id);
  }
}
