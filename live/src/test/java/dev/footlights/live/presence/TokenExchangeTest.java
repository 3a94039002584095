package dev.footlights.live.presence;

import static dev.footlights.live.Rig.ENDPOINTS;
import static dev.footlights.live.Rig.NO_WINDOW;
import static dev.footlights.live.Rig.SCOPE;
import static dev.footlights.stage.event.EventName.JOINED;
import static dev.footlights.stage.event.EventName.LEFT;
import static dev.footlights.stage.event.EventName.PUBLISH_STARTED;
import static dev.footlights.stage.event.EventName.PUBLISH_STOPPED;
import static dev.footlights.stage.event.EventName.REPLICATION_STARTED;
import static dev.footlights.stage.event.EventName.REPLICATION_STOPPED;
import static dev.footlights.stage.event.EventName.SUBSCRIBE_STARTED;
import static dev.footlights.stage.event.EventName.SUBSCRIBE_STOPPED;
import static dev.footlights.stage.event.EventName.TOKEN_EXCHANGED;
import static dev.footlights.stage.participant.Capability.PUBLISH;
import static dev.footlights.stage.participant.Capability.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.footlights.live.Application;
import dev.footlights.live.Rig;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.stage.StageException;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.Endpoints;
import dev.footlights.stage.token.ExchangedToken;
import dev.footlights.stage.token.TokenException;
import dev.footlights.stage.token.TokenRefusal;
import dev.footlights.stage.token.TokenSpec;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Section "Token exchange" of IVS's user guide, and what its silence leaves to us. */
class TokenExchangeTest {
  private static final Set<Capability> BOTH = Set.of(PUBLISH, SUBSCRIBE);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Application app = new Application();
  private final Rig rig = new Rig(1, app.imported());
  private final StageArn red = rig.stage();
  private final StageArn blue = rig.stage();
  private final Rig.Person host = rig.bearer(red, "host", token("host", "quiet", BOTH));

  private String token(String id, String mood, Set<Capability> capabilities) {
    return token(red, id, mood, capabilities, ENDPOINTS);
  }

  private String token(
      StageArn stage, String id, String mood, Set<Capability> capabilities, Endpoints endpoints) {
    var spec = new TokenSpec(HOUR, "user-" + mood, Map.of("mood", mood), capabilities);
    return app.token(stage, id, spec, endpoints, rig.wall());
  }

  private void exchange(Rig.Attending attending, String token) {
    rig.get(attending.attendance().exchange(token));
  }

  private TokenRefusal refused(Rig.Attending attending, String token) {
    StageException refusal = rig.refusal(attending.attendance().exchange(token));
    return refusal instanceof TokenException told ? told.reason() : fail("not for its token");
  }

  @Test
  void changesWhatEverybodyIsToldOfTheParticipant() {
    var attending = host.attends();
    exchange(attending, token("host", "loud", BOTH));
    var entry = attending.last().participants().getFirst();
    assertThat(entry.attributes()).containsExactly(Map.entry("mood", "loud"));
    assertThat(entry.userId()).isEqualTo("user-loud");
    assertThat(host.row().userId()).isEqualTo("user-loud");
    assertThat(host.row().attributes()).containsEntry("mood", "loud");
    assertThat(attending.closeCode).isZero();
  }

  @Test
  void isLoggedWithBothTokens() {
    var attending = host.attends();
    rig.advance(Duration.ofMinutes(1));
    exchange(attending, token("host", "loud", Set.of(PUBLISH)));
    ParticipantEvent event = rig.log(red, host.id).getLast();
    assertThat(event.name()).isEqualTo(TOKEN_EXCHANGED);
    assertThat(event.userId()).isEqualTo("user-loud");
    ExchangedToken before = Objects.requireNonNull(event.previousToken());
    assertThat(before)
        .satisfies(
            previous -> {
              assertThat(previous.userId()).isEqualTo("user-quiet");
              assertThat(previous.capabilities()).isEqualTo(BOTH);
            });
    assertThat(event.newToken())
        .satisfies(
            next -> {
              assertThat(next.attributes()).containsExactly(Map.entry("mood", "loud"));
              assertThat(next.capabilities()).containsExactly(PUBLISH);
              assertThat(next.expirationTime()).isEqualTo(before.expirationTime().plusSeconds(60));
            });
  }

  @Test
  void makesReplicasFollowAndTheStartCallsAttributesWin() {
    host.publishes();
    var attending = host.attends();
    var destination = rig.person(blue).attends();
    rig.get(
        rig.control.startReplication(
            SCOPE, red, blue, host.id, NO_WINDOW, Map.of("slot", "1", "place", "left")));
    var spec = new TokenSpec(HOUR, "user-loud", Map.of("mood", "loud", "place", "right"), BOTH);
    exchange(attending, app.token(red, "host", spec, ENDPOINTS, rig.wall()));
    var entry = destination.last().participants().getLast();
    assertThat(entry.id()).isEqualTo("host");
    assertThat(entry.userId()).isEqualTo("user-loud");
    assertThat(entry.attributes()).isEqualTo(Map.of("slot", "1", "place", "left", "mood", "loud"));
    assertThat(rig.row(blue, host.id).attributes()).isEqualTo(entry.attributes());
    assertThat(rig.row(blue, host.id).userId()).isEqualTo("user-loud");
    assertThat(rig.events(blue, host.id)).containsExactly(JOINED, PUBLISH_STARTED);
  }

  @Test
  void makesAnAbsentReplicaFollowToo() {
    host.publishes();
    var attending = host.attends();
    rig.replicate(host, blue, Duration.ofSeconds(30));
    host.vanishes();
    String next = token("host", "loud", BOTH);
    exchange(attending, next);
    assertThat(rig.row(blue, host.id).attributes()).containsEntry("mood", "loud");
    rig.bearer(red, "host", next).publishes();
    assertThat(rig.row(blue, host.id).attributes()).containsEntry("mood", "loud");
    assertThat(rig.row(blue, host.id).publishing()).isTrue();
  }

  @Test
  void losingPublishEndsPublishingAndReplicationsWithoutAWindow() {
    host.publishes();
    var attending = host.attends();
    rig.replicate(host, blue, NO_WINDOW);
    var viewer = rig.person(blue).watches(host.id);
    exchange(attending, token("host", "loud", Set.of(SUBSCRIBE)));
    assertThat(rig.events(host))
        .containsExactly(
            JOINED,
            PUBLISH_STARTED,
            REPLICATION_STARTED,
            TOKEN_EXCHANGED,
            PUBLISH_STOPPED,
            REPLICATION_STOPPED);
    assertThat(viewer.closed()).isTrue();
    assertThat(attending.last().participants().getFirst().isPublishing()).isFalse();
    assertThat(attending.closeCode).isZero();
    assertThat(host.row().state()).isEqualTo(ParticipantState.CONNECTED);
    assertThat(rig.refusal(publish(host.token))).hasMessage(TokenRefusal.EXCHANGED.text());
  }

  @Test
  void losingPublishEndsAnOfferThatHasBroughtNoMediaAndATakeOver() {
    host.publishes();
    host.offers();
    var attending = host.attends();
    exchange(attending, token("host", "loud", Set.of(SUBSCRIBE)));
    host.keyframe();
    assertThat(host.row().publishing()).isFalse();
    rig.advance(Duration.ofSeconds(10));
    assertThat(rig.events(host))
        .containsExactly(JOINED, PUBLISH_STARTED, TOKEN_EXCHANGED, PUBLISH_STOPPED);
  }

  @Test
  void regainingPublishInsideTheWindowBringsTheReplicaBack() {
    host.publishes();
    var attending = host.attends();
    rig.replicate(host, blue, Duration.ofSeconds(30));
    exchange(attending, token("host", "muted", Set.of(SUBSCRIBE)));
    assertThat(rig.row(blue, host.id).publishing()).isFalse();
    rig.advance(Duration.ofSeconds(10));
    String regained = token("host", "back", BOTH);
    exchange(attending, regained);
    rig.bearer(red, "host", regained).publishes();
    assertThat(rig.row(blue, host.id).publishing()).isTrue();
    assertThat(rig.row(blue, host.id).attributes()).containsEntry("mood", "back");
  }

  @Test
  void losingSubscribeEndsItsViewingAndNobodyElses() {
    host.publishes();
    var guest = rig.bearer(red, "guest", token("guest", "quiet", BOTH));
    var attending = guest.attends();
    var viewing = guest.watches(host.id);
    var other = rig.person(red).watches(host.id);
    exchange(attending, token("guest", "quiet", Set.of(PUBLISH)));
    assertThat(viewing.closed()).isTrue();
    assertThat(other.closed()).isFalse();
    assertThat(rig.events(guest))
        .containsExactly(JOINED, SUBSCRIBE_STARTED, TOKEN_EXCHANGED, SUBSCRIBE_STOPPED);
    assertThat(attending.closeCode).isZero();
  }

  @Test
  void isAnsweredWhenWhatItForbidsHasEnded() {
    host.publishes();
    var guest = rig.bearer(red, "guest", token("guest", "quiet", BOTH));
    var attending = guest.attends();
    guest.watches(host.id);
    rig.shards.deafen(0);
    var answer = attending.attendance().exchange(token("guest", "quiet", Set.of()));
    rig.step();
    assertThat(answer).isNotDone();
    rig.shards.heal(0);
    rig.get(answer);
  }

  @Test
  void gainingACapabilityAllowsItToTheNewToken() {
    var guest = rig.bearer(red, "guest", token("guest", "quiet", Set.of(SUBSCRIBE)));
    var attending = guest.attends();
    assertThat(rig.refusal(publish(guest.token))).hasMessage(TokenRefusal.LACKS_CAPABILITY.text());
    rig.advance(Duration.ofSeconds(1));
    String next = token("guest", "loud", BOTH);
    exchange(attending, next);
    rig.bearer(red, "guest", next).publishes();
    assertThat(guest.row().publishing()).isTrue();
    assertThat(rig.refusal(publish(guest.token))).hasMessage(TokenRefusal.EXCHANGED.text());
  }

  @Test
  void makesOlderTokensUselessWhileTheParticipantIsThere() {
    var attending = host.attends();
    rig.advance(Duration.ofSeconds(1));
    String next = token("host", "loud", BOTH);
    exchange(attending, next);
    assertThat(rig.refusal(rig.control.attend(host.token, new Rig.Attending())))
        .hasMessage(TokenRefusal.EXCHANGED.text());
    assertThat(attending.closeCode).isZero();

    rig.advance(Duration.ofSeconds(1));
    String later = token("host", "later", BOTH);
    rig.bearer(red, "host", later).publishes();
    assertThat(host.row().attributes()).containsEntry("mood", "loud");
  }

  @Test
  void ofTheSameSecondCountsTheExchangedTokenAlone() {
    var attending = host.attends();
    String next = token("host", "loud", Set.of(SUBSCRIBE));
    exchange(attending, next);
    assertThat(rig.refusal(publish(host.token))).hasMessage(TokenRefusal.EXCHANGED.text());
    rig.bearer(red, "host", next).attends();
    assertThat(rig.events(host)).containsExactly(JOINED, TOKEN_EXCHANGED);
  }

  @Test
  void mayFollowAnotherOneInTheSameSecondButNotGoBackToAnOlderToken() {
    var attending = host.attends();
    exchange(attending, token("host", "loud", BOTH));
    exchange(attending, token("host", "louder", BOTH));
    assertThat(host.row().attributes()).containsEntry("mood", "louder");
    rig.advance(Duration.ofSeconds(1));
    exchange(attending, token("host", "loudest", BOTH));
    assertThat(refused(attending, host.token)).isEqualTo(TokenRefusal.EXCHANGED);
  }

  @Test
  void isForgottenWhenTheParticipantLeaves() {
    var attending = host.attends();
    exchange(attending, token("host", "loud", Set.of()));
    attending.attendance().close();
    rig.step();
    host.publishes();
    assertThat(host.row().attributes()).containsEntry("mood", "quiet");
  }

  @Test
  void mayReplaceATokenThatHasExpired() {
    var attending = host.attends();
    rig.advance(HOUR.plusMinutes(1));
    exchange(attending, token("host", "loud", BOTH));
    assertThat(host.row().attributes()).containsEntry("mood", "loud");
  }

  @Test
  void thatIsRefusedPutsTheParticipantOutOverAllItsConnections() {
    host.publishes();
    var attending = host.attends();
    rig.replicate(host, blue, NO_WINDOW);
    assertThat(refused(attending, "a.b.c")).isEqualTo(TokenRefusal.MALFORMED);
    assertThat(attending.closeCode).isEqualTo(Attendance.EXCHANGE_FAILED);
    assertThat(attending.closeReason).isEqualTo("failed-exchange: the token cannot be read");
    assertThat(rig.events(host))
        .containsExactly(
            JOINED,
            PUBLISH_STARTED,
            REPLICATION_STARTED,
            PUBLISH_STOPPED,
            REPLICATION_STOPPED,
            LEFT);
    host.publishes();
    assertThat(host.row().publishing()).isTrue();
  }

  @Test
  void isRefusedWhereAnotherClaimThanThoseThatMayChangeDoes() {
    var other = new Endpoints(URI.create("http://other/whip"), ENDPOINTS.events());
    var others = new Endpoints(ENDPOINTS.whip(), URI.create("ws://other/events"));
    for (String token :
        new String[] {
          token("guest", "quiet", BOTH),
          token(blue, "host", "quiet", BOTH, ENDPOINTS),
          token(red, "host", "quiet", BOTH, other),
          token(red, "host", "quiet", BOTH, others)
        }) {
      var attending = host.attends();
      assertThat(refused(attending, token)).isEqualTo(TokenRefusal.NOT_THE_SAME);
      assertThat(attending.closeReason).contains("must be that of the token it replaces");
    }
  }

  @Test
  void isRefusedWhenTheNewTokenIsExpiredOrOfAStageThatIsGone() {
    String next = token("host", "loud", BOTH);
    rig.advance(HOUR.minusMinutes(1));
    host.attends();
    rig.advance(Duration.ofMinutes(1));
    var fresh = rig.bearer(red, "host2", token("host2", "quiet", BOTH)).attends();
    assertThat(refused(fresh, next)).isEqualTo(TokenRefusal.EXPIRED);
    String gone = token(blue, "host", "quiet", BOTH, ENDPOINTS);
    rig.get(rig.control.deleteStage(SCOPE, blue));
    var another = rig.bearer(red, "host3", token("host3", "quiet", BOTH)).attends();
    assertThat(refused(another, gone)).isEqualTo(TokenRefusal.STAGE_DELETED);
  }

  @Test
  void isForSelfSignedTokensOnlyBothOfThem() {
    var guest = rig.person(red, "guest");
    var attending = guest.attends();
    assertThat(refused(attending, token("guest", "loud", BOTH)))
        .isEqualTo(TokenRefusal.NOT_SELF_SIGNED);
    var signed = rig.bearer(red, "guest", token("guest", "quiet", BOTH)).attends();
    assertThat(refused(signed, guest.token)).isEqualTo(TokenRefusal.NOT_SELF_SIGNED);
    assertThat(signed.closeCode).isEqualTo(Attendance.EXCHANGE_FAILED);
  }

  @Test
  void overAConnectionThatWasReplacedChangesNothing() {
    var first = host.attends();
    var second = host.attends();
    rig.refusal(first.attendance().exchange("a.b.c"));
    assertThat(second.closeCode).isZero();
    assertThat(rig.events(host)).containsExactly(JOINED);
  }

  @Test
  void isNotToldBeforeItIsDurable() {
    var attending = host.attends();
    rig.store.hold();
    var answer = attending.attendance().exchange(token("host", "loud", BOTH));
    rig.step();
    assertThat(answer).isNotDone();
    assertThat(attending.last().participants().getFirst().attributes())
        .containsEntry("mood", "quiet");
    rig.store.release();
    rig.get(answer);
    assertThat(attending.last().participants().getFirst().attributes())
        .containsEntry("mood", "loud");
  }

  @Test
  void ofAPublisherWhoComesBackWithAnotherTokenNeedsNoExchange() {
    host.publishes();
    rig.replicate(host, blue, Duration.ofSeconds(30));
    host.vanishes();
    rig.bearer(red, "host", token("host", "loud", BOTH)).publishes();
    assertThat(rig.row(blue, host.id).attributes()).containsEntry("mood", "loud");
  }

  private CompletableFuture<?> publish(String token) {
    return rig.control.publish(token, Rig.publishOffer(Set.of(Kind.AUDIO)), ClientFacts.NONE);
  }
}
