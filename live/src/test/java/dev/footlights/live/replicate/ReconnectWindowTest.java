package dev.footlights.live.replicate;

import static dev.footlights.live.Rig.NO_WINDOW;
import static dev.footlights.stage.event.EventName.JOINED;
import static dev.footlights.stage.event.EventName.LEFT;
import static dev.footlights.stage.event.EventName.PUBLISH_STARTED;
import static dev.footlights.stage.event.EventName.PUBLISH_STOPPED;
import static dev.footlights.stage.event.EventName.REPLICATION_STARTED;
import static dev.footlights.stage.event.EventName.REPLICATION_STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.live.Rig;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.sfu.shard.Command;
import dev.footlights.stage.StageException;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.participant.ReplicationState;
import dev.footlights.stage.session.StageArn;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconnectWindowTest {
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final Duration TICK = Duration.ofNanos(1);

  private final Rig rig = new Rig(2);
  private final StageArn red = rig.stage();
  private final StageArn blue = rig.stage();
  private final Rig.Person host = rig.person(red);

  private ReplicationState state() {
    return rig.replicas(host).getFirst().state();
  }

  @Test
  void ofZeroEndsTheReplicationAtOnceWhenThePublisherStops() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    host.leaves();
    assertThat(state()).isEqualTo(ReplicationState.STOPPED);
    assertThat(rig.events(host))
        .containsExactly(
            JOINED,
            PUBLISH_STARTED,
            REPLICATION_STARTED,
            PUBLISH_STOPPED,
            REPLICATION_STOPPED,
            LEFT);
    assertThat(rig.events(blue, host.id))
        .containsExactly(JOINED, PUBLISH_STARTED, PUBLISH_STOPPED, LEFT);
  }

  @Test
  void keepsAnAbsentPublishersReplicationActiveAndItsReplicaDisconnected() {
    host.publishes();
    rig.replicate(host, blue, WINDOW);
    host.vanishes();
    assertThat(state()).isEqualTo(ReplicationState.ACTIVE);
    assertThat(host.row().replicationState()).isEqualTo(ReplicationState.ACTIVE);
    assertThat(rig.row(blue, host.id).state()).isEqualTo(ParticipantState.DISCONNECTED);
    assertThat(rig.row(blue, host.id).replicationState()).isEqualTo(ReplicationState.ACTIVE);
    assertThat(rig.events(blue, host.id)).containsExactly(JOINED, PUBLISH_STARTED, PUBLISH_STOPPED);
  }

  @Test
  void bringsTheReplicaBackByItselfOneTickBeforeItPasses() {
    host.publishes();
    rig.replicate(host, blue, WINDOW);
    host.vanishes();
    rig.advance(WINDOW.minus(TICK));
    host.publishes();
    rig.advance(WINDOW);
    assertThat(state()).isEqualTo(ReplicationState.ACTIVE);
    assertThat(rig.row(blue, host.id).state()).isEqualTo(ParticipantState.CONNECTED);
    assertThat(rig.events(blue, host.id))
        .containsExactly(JOINED, PUBLISH_STARTED, PUBLISH_STOPPED, PUBLISH_STARTED);
  }

  @Test
  void endsTheReplicationWhenItPassesAndAReturnOneTickLaterComesTooLate() {
    host.publishes();
    rig.replicate(host, blue, WINDOW);
    host.vanishes();
    rig.advance(WINDOW);
    host.publishes();
    assertThat(state()).isEqualTo(ReplicationState.STOPPED);
    assertThat(rig.events(host))
        .containsExactly(
            JOINED,
            PUBLISH_STARTED,
            REPLICATION_STARTED,
            PUBLISH_STOPPED,
            LEFT,
            REPLICATION_STOPPED,
            JOINED,
            PUBLISH_STARTED);
    assertThat(rig.events(blue, host.id))
        .containsExactly(JOINED, PUBLISH_STARTED, PUBLISH_STOPPED, LEFT);
  }

  @Test
  void isMeasuredToTheFirstMediaPacketAndNotToTheOffer() {
    host.publishes();
    rig.replicate(host, blue, WINDOW);
    host.vanishes();
    rig.advance(WINDOW.minus(TICK));
    host.offers();
    rig.advance(TICK);
    host.media();
    assertThat(state()).isEqualTo(ReplicationState.STOPPED);
    assertThat(host.row().publishing()).isTrue();
  }

  @Test
  void keepsViewersSendersOnTheSamePublicationThroughAReturn() {
    host.publishes();
    rig.replicate(host, blue, WINDOW);
    var there = rig.person(blue).watches(host.id);
    var here = rig.person(red).watches(host.id);
    int publication = host.publication();
    int generation = host.generation();
    host.vanishes();
    assertThat(there.closed()).isFalse();
    assertThat(here.closed()).isFalse();
    host.publishes();
    assertThat(host.publication()).isEqualTo(publication);
    assertThat(host.generation()).isGreaterThan(generation);
    assertThat(there.unbound()).isEmpty();
    assertThat(rig.events(there.viewer)).hasSize(2);
  }

  @Test
  void letsAPublisherReturnOnAnotherShardToWhichViewersFollow() {
    host.publishes();
    rig.replicate(host, blue, WINDOW);
    rig.person(blue).watches(host.id);
    var there = rig.person(blue).watches(host.id);
    assertThat(host.shard()).isEqualTo(0);
    assertThat(there.shard).isEqualTo(0);
    rig.person(red).attends();
    host.vanishes();
    rig.person(red).offers();
    host.publishes();
    assertThat(host.shard()).isEqualTo(1);
    assertThat(rig.shards.heard(0, Command.Move.class))
        .containsExactly(new Command.Move(host.publication(), 1));
    assertThat(rig.shards.heard(1, Command.Mirror.class))
        .contains(new Command.Mirror(host.publication(), 0, true));
  }

  @Test
  void thatPassesClosesTheViewersOfBothStages() {
    host.publishes();
    rig.replicate(host, blue, WINDOW);
    var there = rig.person(blue).watches(host.id);
    var here = rig.person(red).watches(host.id);
    host.vanishes();
    rig.advance(WINDOW);
    assertThat(there.closed()).isTrue();
    assertThat(here.closed()).isTrue();
    assertThat(rig.shards.heard(0, Command.EndPublication.class)).hasSize(1);
  }

  @Test
  void ofOneReplicationDoesNotHoldAnotherWithoutOne() {
    StageArn green = rig.stage();
    host.publishes();
    rig.replicate(host, blue, WINDOW);
    rig.replicate(host, green, NO_WINDOW);
    var there = rig.person(blue).watches(host.id);
    var elsewhere = rig.person(green).watches(host.id);
    host.vanishes();
    assertThat(there.closed()).isFalse();
    assertThat(elsewhere.closed()).isTrue();
  }

  @Test
  void keepsThePlaceAmongTwelveAndTheCountOfFive() {
    host.publishes();
    for (int i = 0; i < 4; i++) {
      rig.replicate(host, rig.stage(), WINDOW);
    }
    rig.replicate(host, blue, WINDOW);
    for (int i = 0; i < 11; i++) {
      rig.person(blue).publishes();
    }
    host.vanishes();
    var late = rig.person(blue);
    var refused =
        rig.control.publish(late.token, Rig.publishOffer(Set.of(Kind.AUDIO)), ClientFacts.NONE);
    assertThat(rig.refusal(refused).kind()).isEqualTo(StageException.Kind.QUOTA);
    host.publishes();
    assertThat(rig.refusal(rig.start(host, rig.stage(), NO_WINDOW)).kind())
        .isEqualTo(StageException.Kind.QUOTA);
    assertThat(rig.row(blue, host.id).publishing()).isTrue();
  }

  @Test
  void keepsTheSessionsOfBothSidesOpenUntilItPasses() {
    host.publishes();
    rig.replicate(host, blue, Duration.ofSeconds(300));
    host.vanishes();
    rig.advance(Duration.ofSeconds(299));
    assertThat(rig.session(red)).isNotNull();
    assertThat(rig.session(blue)).isNotNull();
    rig.advance(Duration.ofSeconds(1));
    assertThat(rig.session(red)).isNull();
    rig.advance(Duration.ofSeconds(60));
    assertThat(rig.session(blue)).isNull();
  }

  @Test
  void anOfferThatNeverBringsMediaDoesNotProlongIt() {
    host.publishes();
    rig.replicate(host, blue, WINDOW);
    host.vanishes();
    rig.advance(Duration.ofSeconds(20));
    host.offers().vanishes();
    rig.advance(Duration.ofSeconds(10));
    assertThat(state()).isEqualTo(ReplicationState.STOPPED);
  }

  @Test
  void theClockOfDevModeMovesIt() {
    host.publishes();
    rig.replicate(host, blue, WINDOW);
    host.vanishes();
    rig.get(rig.control.advance(WINDOW));
    assertThat(state()).isEqualTo(ReplicationState.STOPPED);
  }
}
