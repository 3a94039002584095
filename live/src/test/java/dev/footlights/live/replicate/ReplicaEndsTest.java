package dev.footlights.live.replicate;

import static dev.footlights.live.Rig.NO_WINDOW;
import static dev.footlights.live.Rig.SCOPE;
import static dev.footlights.stage.event.EventName.LEFT;
import static dev.footlights.stage.event.EventName.REPLICATION_STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.live.Rig;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.stage.StageException;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.participant.ReplicationState;
import dev.footlights.stage.session.StageArn;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplicaEndsTest {
  private static final Duration WINDOW = Duration.ofSeconds(300);

  private final Rig rig = new Rig();
  private final StageArn red = rig.stage();
  private final StageArn blue = rig.stage();
  private final Rig.Person host = rig.person(red);

  private ReplicationState state() {
    return rig.replicas(host).getFirst().state();
  }

  @Test
  void atOnceWhenTheSourceIsDisconnectedByTheApiWindowOrNot() {
    host.publishes();
    rig.replicate(host, blue, WINDOW);
    var viewer = rig.person(blue).watches(host.id);
    rig.get(rig.control.disconnectParticipant(SCOPE, red, host.id, ""));
    assertThat(state()).isEqualTo(ReplicationState.STOPPED);
    assertThat(viewer.closed()).isTrue();
    assertThat(rig.events(host)).endsWith(REPLICATION_STOPPED, LEFT);
  }

  @Test
  void whenAnAbsentSourceIsDisconnectedByTheApi() {
    host.publishes();
    rig.replicate(host, blue, WINDOW);
    host.vanishes();
    rig.get(rig.control.disconnectParticipant(SCOPE, red, host.id, ""));
    assertThat(state()).isEqualTo(ReplicationState.STOPPED);
  }

  @Test
  void whenItIsDisconnectedInTheDestinationAndANewStartIsAllowed() {
    host.publishes();
    rig.replicate(host, blue, WINDOW);
    rig.get(rig.control.disconnectParticipant(SCOPE, blue, host.id, ""));
    assertThat(state()).isEqualTo(ReplicationState.STOPPED);
    assertThat(host.row().state()).isEqualTo(ParticipantState.CONNECTED);
    assertThat(host.row().publishing()).isTrue();
    rig.replicate(host, blue, WINDOW);
    assertThat(state()).isEqualTo(ReplicationState.ACTIVE);
  }

  @Test
  void whenTheSourceStageIsDeletedWithEventsInTheDestination() {
    host.publishes();
    rig.replicate(host, blue, WINDOW);
    var viewer = rig.person(blue).watches(host.id);
    rig.get(rig.control.deleteStage(SCOPE, red));
    assertThat(viewer.closed()).isTrue();
    assertThat(rig.row(blue, host.id).replicationState()).isEqualTo(ReplicationState.STOPPED);
    assertThat(rig.events(blue, host.id)).endsWith(LEFT);
  }

  @Test
  void whenTheDestinationIsDeletedWithEventsInTheSource() {
    host.publishes();
    rig.replicate(host, blue, WINDOW);
    var viewer = rig.person(blue).watches(host.id);
    rig.get(rig.control.deleteStage(SCOPE, blue));
    assertThat(viewer.closed()).isTrue();
    assertThat(state()).isEqualTo(ReplicationState.STOPPED);
    assertThat(rig.events(host)).endsWith(REPLICATION_STOPPED);
    assertThat(host.row().publishing()).isTrue();
  }

  @Test
  void notWhenAnotherConnectionOfItsTokenTakesOverTheLivePublisher() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    host.offers().media().keyframe();
    assertThat(state()).isEqualTo(ReplicationState.ACTIVE);
    assertThat(rig.events(host)).hasSize(3);
  }

  @Test
  void andWhileItLastsNobodyCanJoinTheDestinationWithItsId() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    var same = rig.person(blue, host.id.value());
    var join =
        rig.control.publish(same.token, Rig.publishOffer(Set.of(Kind.AUDIO)), ClientFacts.NONE);
    assertThat(rig.refusal(join).kind()).isEqualTo(StageException.Kind.CONFLICT);
    rig.get(rig.stop(host, blue));
    same.publishes();
    assertThat(same.row().sourceStage()).isNull();
  }

  @Test
  void notWhenItsSourceMutesWhichBothStagesSeeInOneStep() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    var own = host.attends();
    var here = rig.person(red).attends();
    var there = rig.person(blue).attends();
    own.attendance().mute(true, false);
    rig.step();
    for (var attending : Set.of(here, there)) {
      assertThat(attending.last().participants())
          .filteredOn(entry -> entry.id().equals(host.id.value()))
          .allMatch(entry -> entry.audioMuted() && !entry.videoMuted() && entry.isPublishing())
          .hasSize(1);
    }
    assertThat(state()).isEqualTo(ReplicationState.ACTIVE);
  }
}
