package dev.footlights.live.replicate;

import static dev.footlights.live.Rig.NO_WINDOW;
import static dev.footlights.stage.event.EventName.JOINED;
import static dev.footlights.stage.event.EventName.LEFT;
import static dev.footlights.stage.event.EventName.PUBLISH_STARTED;
import static dev.footlights.stage.event.EventName.PUBLISH_STOPPED;
import static dev.footlights.stage.event.EventName.REPLICATION_STARTED;
import static dev.footlights.stage.event.EventName.REPLICATION_STOPPED;
import static dev.footlights.stage.event.EventName.SUBSCRIBE_STARTED;
import static dev.footlights.stage.event.EventName.SUBSCRIBE_STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.live.Rig;
import dev.footlights.sfu.shard.Command;
import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.participant.ReplicationState;
import dev.footlights.stage.participant.ReplicationType;
import dev.footlights.stage.session.StageArn;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopParticipantReplicationTest {
  private final Rig rig = new Rig(2);
  private final StageArn red = rig.stage();
  private final StageArn blue = rig.stage();
  private final Rig.Person host = rig.person(red);

  private StageException refusal() {
    return rig.refusal(rig.stop(host, blue));
  }

  @Test
  void ofATripleThatNeverWasIsNotFound() {
    host.publishes();
    assertThat(refusal().kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void ofAnEmptyParticipantIdIsNotFound() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    var answer = rig.control.stopReplication(Rig.SCOPE, red, blue, ParticipantId.of(""));
    assertThat(rig.refusal(answer).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void ofAnUnknownStageIsNotFound() {
    host.publishes();
    var nowhere = StageArn.of(Rig.SCOPE, "nowhere00000");
    assertThat(rig.refusal(rig.stop(host, nowhere)).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void withTheStagesSwappedIsNotFoundAndSaysSo() {
    var guest = rig.person(blue, host.id.value()).publishes();
    rig.replicate(guest, red, NO_WINDOW);
    StageException refusal = refusal();
    assertThat(refusal.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(refusal)
        .hasMessage(
            host.id
                + " is replicated from "
                + blue
                + " to "
                + red
                + ", not from "
                + red
                + " to "
                + blue);
  }

  @Test
  void ofAnEndedReplicationIsNotFoundAndSaysWhenAndWhyItEnded() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    host.vanishes();
    StageException refusal = refusal();
    assertThat(refusal.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(refusal).hasMessageMatching(".* ended 14:00:01Z: publisher left");
  }

  @Test
  void aSecondTimeIsNotFound() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    rig.get(rig.stop(host, blue));
    assertThat(refusal().kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void insideTheWindowEndsItAndAReturnDoesNotBringItBack() {
    host.publishes();
    rig.replicate(host, blue, Duration.ofSeconds(60));
    host.vanishes();
    rig.get(rig.stop(host, blue));
    rig.advance(Duration.ofSeconds(10));
    host.publishes();
    assertThat(rig.replicas(host).getFirst().state()).isEqualTo(ReplicationState.STOPPED);
    assertThat(rig.events(blue, host.id))
        .containsExactly(JOINED, PUBLISH_STARTED, PUBLISH_STOPPED, LEFT);
  }

  @Test
  void unbindsEveryViewerOfTheDestinationAndNoneOfTheSource() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    var there = rig.person(blue).watches(host.id);
    var alsoThere = rig.person(blue).watches(host.id);
    var here = rig.person(red).watches(host.id);
    assertThat(there.shard).isNotEqualTo(alsoThere.shard);

    rig.get(rig.stop(host, blue));
    assertThat(there.unbound()).hasSize(2);
    assertThat(alsoThere.unbound()).hasSize(2);
    assertThat(there.closed()).isTrue();
    assertThat(here.unbound()).isEmpty();
    assertThat(here.closed()).isFalse();
    assertThat(host.row().state()).isEqualTo(ParticipantState.CONNECTED);
    assertThat(rig.shards.heard(Command.EndPublication.class)).isEmpty();
  }

  @Test
  void closesThePlainSubscribingTransportWhoseUrlIsGoneThen() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    var viewer = rig.person(blue);
    viewer.watches(host.id);
    rig.get(rig.stop(host, blue));
    assertThat(rig.events(viewer))
        .containsExactly(JOINED, SUBSCRIBE_STARTED, SUBSCRIBE_STOPPED, LEFT);
    var subscribed = rig.log(blue, viewer.id).get(2);
    assertThat(subscribed.remoteParticipant()).isEqualTo(host.id);
    assertThat(subscribed.replica()).isTrue();
    var gone = rig.control.disconnect(viewer.connection().id(), viewer.token);
    assertThat(rig.refusal(gone).kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void leavesTypesAndAStoppedRowUntilTheSourceSessionEnds() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    rig.get(rig.stop(host, blue));
    assertThat(host.row().replicationType()).isEqualTo(ReplicationType.SOURCE);
    assertThat(host.row().replicationState()).isEqualTo(ReplicationState.STOPPED);
    assertThat(rig.row(blue, host.id).replicationType()).isEqualTo(ReplicationType.REPLICA);
    assertThat(rig.row(blue, host.id).replicationState()).isEqualTo(ReplicationState.STOPPED);
    assertThat(rig.replicas(host)).hasSize(1);
    assertThat(rig.replicas(host).getFirst().state()).isEqualTo(ReplicationState.STOPPED);

    host.vanishes();
    rig.advance(Duration.ofSeconds(61));
    assertThat(rig.session(red)).isNull();
    assertThat(rig.replicas(host)).isEmpty();
  }

  @Test
  void isLoggedOnBothSides() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    rig.get(rig.stop(host, blue));
    assertThat(rig.events(host))
        .containsExactly(JOINED, PUBLISH_STARTED, REPLICATION_STARTED, REPLICATION_STOPPED);
    assertThat(rig.events(blue, host.id))
        .containsExactly(JOINED, PUBLISH_STARTED, PUBLISH_STOPPED, LEFT);
    assertThat(rig.log(blue, host.id)).allMatch(ParticipantEvent::replica);
  }

  @Test
  void returnsOnlyWhenEveryShardHasAcknowledged() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    var viewer = rig.person(blue).watches(host.id);
    rig.shards.deafen(viewer.shard);
    var answer = rig.stop(host, blue);
    rig.step();
    assertThat(answer).isNotDone();
    rig.shards.heal(viewer.shard);
    rig.get(answer);
  }

  @Test
  void thatAShardDoesNotAcknowledgeFailsAfterASecondAndTheRowIsStoppedAndOwed() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    var viewer = rig.person(blue).watches(host.id);
    rig.shards.deafen(viewer.shard);
    var answer = rig.stop(host, blue);
    rig.step();
    rig.advance(Duration.ofMillis(999));
    assertThat(answer).isNotDone();
    rig.advance(Duration.ofMillis(1));
    assertThat(rig.refusal(answer).kind()).isEqualTo(Kind.INTERNAL);
    assertThat(rig.control.owing()).containsExactly(viewer.shard);
    var row = rig.replicas(host).getFirst();
    assertThat(row.state()).isEqualTo(ReplicationState.STOPPED);
    assertThat(row.owed()).containsExactly(viewer.shard);
  }

  @Test
  void thatFailedCanBeMadeAgainAndThenWaitsForTheShardsThatAreOwed() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    var viewer = rig.person(blue).watches(host.id);
    rig.shards.deafen(viewer.shard);
    var first = rig.stop(host, blue);
    rig.step();
    rig.advance(Duration.ofSeconds(1));
    assertThat(first).isCompletedExceptionally();

    var second = rig.stop(host, blue);
    rig.step();
    assertThat(second).isNotDone();
    rig.shards.heal(viewer.shard);
    rig.get(second);
    assertThat(rig.control.owing()).isEmpty();
    assertThat(rig.replicas(host).getFirst().owed()).isEmpty();
    assertThat(refusal().kind()).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void thatFailedAnswersWellOnceTheShardHasCaughtUp() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    var viewer = rig.person(blue).watches(host.id);
    rig.shards.deafen(viewer.shard);
    var first = rig.stop(host, blue);
    rig.step();
    rig.advance(Duration.ofSeconds(1));
    assertThat(first).isCompletedExceptionally();
    rig.shards.heal(viewer.shard);
    rig.step();
    rig.get(rig.stop(host, blue));
    assertThat(refusal().kind()).isEqualTo(Kind.NOT_FOUND);
  }
}
