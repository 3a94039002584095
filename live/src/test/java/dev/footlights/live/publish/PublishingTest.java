package dev.footlights.live.publish;

import static dev.footlights.stage.event.EventName.JOINED;
import static dev.footlights.stage.event.EventName.LEFT;
import static dev.footlights.stage.event.EventName.PUBLISH_ERROR;
import static dev.footlights.stage.event.EventName.PUBLISH_STARTED;
import static dev.footlights.stage.event.EventName.PUBLISH_STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.live.Rig;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.sfu.shard.Command;
import dev.footlights.stage.StageException;
import dev.footlights.stage.event.ErrorCode;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.participant.Protocol;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.TokenSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PublishingTest {
  private final Rig rig = new Rig(2);
  private final StageArn red = rig.stage();
  private final Rig.Person host = rig.person(red);

  private StageException.Kind refused(CompletableFuture<?> answer) {
    return rig.refusal(answer).kind();
  }

  @Test
  void startsWithTheFirstMediaPacketAndNotWithTheOffer() {
    host.offers();
    assertThat(rig.events(host)).containsExactly(JOINED);
    assertThat(host.row().published()).isFalse();
    host.media();
    assertThat(rig.events(host)).containsExactly(JOINED, PUBLISH_STARTED);
    assertThat(host.row().published()).isTrue();
    assertThat(host.row().protocol()).isEqualTo(Protocol.WHIP);
  }

  @Test
  void opensATransportAndAttachesItToANewPublication() {
    host.offers();
    var open = rig.shards.heard(Command.OpenTransport.class).getFirst();
    assertThat(open.sections()).hasSize(2).allMatch(section -> section.sender() == null);
    assertThat(host.connection().answerSdp()).contains("a=ice-ufrag:" + open.local().ufrag());
    assertThat(rig.shards.heard(Command.Attach.class))
        .containsExactly(new Command.Attach(open.transport(), host.publication(), 1));
  }

  @Test
  void endsWhenTheTransportIsGone() {
    var viewer = rig.person(red);
    host.publishes();
    var watching = viewer.watches(host.id);
    host.vanishes();
    assertThat(rig.events(host)).containsExactly(JOINED, PUBLISH_STARTED, PUBLISH_STOPPED, LEFT);
    assertThat(host.row().state()).isEqualTo(ParticipantState.DISCONNECTED);
    assertThat(host.row().published()).isTrue();
    assertThat(watching.closed()).isTrue();
    assertThat(rig.shards.heard(Command.EndPublication.class))
        .contains(new Command.EndPublication(host.publication()));
  }

  @Test
  void endsWithTheDeleteOfItsUrlAndASecondDeleteIsNotFound() {
    host.publishes();
    host.leaves();
    assertThat(rig.shards.heard(Command.CloseTransport.class))
        .containsExactly(new Command.CloseTransport(host.transport()));
    var again = rig.control.disconnect(host.connection().id(), host.token);
    assertThat(refused(again)).isEqualTo(StageException.Kind.NOT_FOUND);
  }

  @Test
  void isEndedByTheTokenThatBeganItAlone() {
    host.publishes();
    var other = rig.person(red);
    assertThat(refused(rig.control.disconnect(host.connection().id(), other.token)))
        .isEqualTo(StageException.Kind.FORBIDDEN);
    assertThat(refused(rig.control.disconnect(host.connection().id(), "x" + host.token)))
        .isEqualTo(StageException.Kind.UNAUTHORIZED);
    assertThat(host.row().publishing()).isTrue();
  }

  @Test
  void goesOnWithoutAStopWhenASecondConnectionTakesOver() {
    host.publishes();
    int first = host.transport();
    var watching = rig.person(red).watches(host.id);
    int publication = host.publication();
    host.offers();
    assertThat(host.publication()).isEqualTo(publication);
    host.media();
    assertThat(rig.shards.heard(Command.Detach.class)).isEmpty();
    host.keyframe();
    assertThat(rig.shards.heard(Command.Detach.class))
        .containsExactly(new Command.Detach(first, publication));
    assertThat(rig.shards.heard(Command.CloseTransport.class))
        .containsExactly(new Command.CloseTransport(first));
    assertThat(watching.closed()).isFalse();
    assertThat(rig.events(host)).containsExactly(JOINED, PUBLISH_STARTED);
  }

  @Test
  void ofAudioAloneIsTakenOverAtTheFirstPacket() {
    host.publishes();
    int first = host.transport();
    host.offers(Set.of(Kind.AUDIO)).media();
    assertThat(rig.shards.heard(Command.Detach.class))
        .containsExactly(new Command.Detach(first, host.publication()));
  }

  @Test
  void isTakenOverWithoutAKeyframeWhenNoneComesFor5Seconds() {
    host.publishes();
    host.offers().media();
    rig.advance(Duration.ofSeconds(5));
    assertThat(rig.shards.heard(Command.Detach.class)).hasSize(1);
  }

  @Test
  void goesOnWhenTheFirstConnectionDiesBeforeTheSecondHasTakenOver() {
    host.publishes();
    var dying = host.connection();
    host.offers();
    rig.get(rig.control.disconnect(dying.id(), host.token));
    host.media();
    assertThat(rig.events(host)).containsExactly(JOINED, PUBLISH_STARTED);
    assertThat(host.row().publishing()).isTrue();
  }

  @Test
  void goesOnWhenTheSecondConnectionFails() {
    host.publishes();
    host.offers().vanishes();
    assertThat(rig.events(host)).containsExactly(JOINED, PUBLISH_STARTED);
    assertThat(host.row().publishing()).isTrue();
  }

  @Test
  void movesToTheShardOfTheConnectionThatTookOver() {
    host.publishes();
    var watching = rig.person(red).watches(host.id);
    var onHome = rig.person(red).watches(host.id);
    assertThat(watching.shard).isEqualTo(1);
    assertThat(onHome.shard).isEqualTo(0);
    host.offers();
    assertThat(host.shard()).isEqualTo(1);
    host.media().keyframe();
    int publication = host.publication();
    assertThat(rig.shards.heard(Command.Move.class))
        .containsOnly(new Command.Move(publication, 1))
        .hasSize(2);
    assertThat(rig.shards.heard(1, Command.Mirror.class))
        .containsExactly(new Command.Mirror(publication, 0, true));
    assertThat(rig.shards.heard(0, Command.Mirror.class))
        .containsExactly(
            new Command.Mirror(publication, 1, true), new Command.Mirror(publication, 1, false));
  }

  @Test
  void isRefusedWithoutTheCapability() {
    var viewer = rig.person(red, "viewer", Map.of(), Set.of(Capability.SUBSCRIBE));
    assertThat(refused(offer(viewer.token))).isEqualTo(StageException.Kind.FORBIDDEN);
  }

  @Test
  void isRefusedWithATokenThatIsExpiredForgedOrOfADeletedStage() {
    var expired = rig.person(red);
    rig.get(rig.control.advance(TokenSpec.DEFAULT_DURATION));
    assertThat(refused(offer(expired.token))).isEqualTo(StageException.Kind.UNAUTHORIZED);

    var person = rig.person(red, "other");
    assertThat(refused(offer("no token"))).isEqualTo(StageException.Kind.UNAUTHORIZED);
    int payload = person.token.indexOf('.') + 10;
    String forged =
        person.token.substring(0, payload)
            + (person.token.charAt(payload) == 'A' ? 'B' : 'A')
            + person.token.substring(payload + 1);
    assertThat(refused(offer(forged))).isEqualTo(StageException.Kind.UNAUTHORIZED);

    rig.get(rig.control.deleteStage(Rig.SCOPE, red));
    assertThat(refused(offer(person.token))).isEqualTo(StageException.Kind.UNAUTHORIZED);
  }

  @Test
  void isRefusedAfterAKickAndStaysRefusedAfterARestart() {
    host.publishes();
    rig.get(rig.control.disconnectParticipant(Rig.SCOPE, red, host.id, "rude"));
    assertThat(rig.shards.heard(Command.CloseTransport.class)).hasSize(1);
    assertThat(rig.events(host)).containsExactly(JOINED, PUBLISH_STARTED, PUBLISH_STOPPED, LEFT);
    assertThat(refused(offer(host.token))).isEqualTo(StageException.Kind.UNAUTHORIZED);
    var again = new Rig(2, rig.store);
    assertThat(again.refusal(again.control.publish(host.token, sdp(), ClientFacts.NONE)).kind())
        .isEqualTo(StageException.Kind.UNAUTHORIZED);
  }

  @Test
  void isRefusedForAThirteenthParticipantOfTheStage() {
    for (int i = 0; i < 12; i++) {
      rig.person(red).offers();
    }
    assertThat(refused(offer(host.token))).isEqualTo(StageException.Kind.QUOTA);
    assertThat(rig.participants(red)).hasSize(12);
  }

  @Test
  void isRefusedForAnOfferThatCannotBeServedAndNobodyHasJoinedThen() {
    for (String sdp : List.of("", "v=0", Rig.watchOffer())) {
      assertThat(refused(rig.control.publish(host.token, sdp, ClientFacts.NONE)))
          .isEqualTo(StageException.Kind.BAD_OFFER);
    }
    assertThat(rig.session(red)).isNull();
  }

  @Test
  void thatIsRefusedToSomebodyPresentIsLogged() {
    var viewer = rig.person(red, "viewer", Map.of(), Set.of(Capability.SUBSCRIBE));
    viewer.attends();
    assertThat(refused(offer(viewer.token))).isEqualTo(StageException.Kind.FORBIDDEN);
    assertThat(rig.events(viewer)).containsExactly(JOINED, PUBLISH_ERROR);
    assertThat(rig.log(red, viewer.id).getLast().errorCode())
        .isEqualTo(ErrorCode.INSUFFICIENT_CAPABILITIES);
  }

  @Test
  void thatNeverBroughtMediaLeavesNothingBehind() {
    host.offers().vanishes();
    assertThat(rig.events(host)).containsExactly(JOINED, LEFT);
    assertThat(rig.shards.heard(0, Command.EndPublication.class)).hasSize(1);
  }

  private CompletableFuture<?> offer(String token) {
    return rig.control.publish(token, sdp(), ClientFacts.NONE);
  }

  private static String sdp() {
    return Rig.publishOffer(Set.of(Kind.AUDIO, Kind.VIDEO));
  }
}
