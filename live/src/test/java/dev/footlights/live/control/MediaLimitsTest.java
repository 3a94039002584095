package dev.footlights.live.control;

import static dev.footlights.stage.event.EventName.JOINED;
import static dev.footlights.stage.event.EventName.LEFT;
import static dev.footlights.stage.event.EventName.PUBLISH_ERROR;
import static dev.footlights.stage.event.EventName.PUBLISH_STARTED;
import static dev.footlights.stage.event.EventName.PUBLISH_STOPPED;
import static dev.footlights.stage.event.EventName.SUBSCRIBE_ERROR;
import static dev.footlights.stage.event.EventName.SUBSCRIBE_STARTED;
import static dev.footlights.stage.event.EventName.SUBSCRIBE_STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.live.FakeStore;
import dev.footlights.live.Rig;
import dev.footlights.rtc.sdp.Codec;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.sfu.shard.Command;
import dev.footlights.sfu.shard.Event;
import dev.footlights.sfu.shard.MediaBounds;
import dev.footlights.stage.StageException;
import dev.footlights.stage.event.ErrorCode;
import dev.footlights.stage.event.ParticipantEvent;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.quota.MediaLimits;
import dev.footlights.stage.session.StageArn;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@code --aws-limits} asks of connections. */
class MediaLimitsTest {
  private static final Duration DAY = Duration.ofHours(24);

  private final Rig rig = new Rig(2, new FakeStore(), ControlSettings.dev().with(MediaLimits.IVS));
  private final StageArn red = rig.stage();
  private final Rig.Person host = rig.person(red);

  private static String h264Offer() {
    return Rig.publishOffer(Set.of(Kind.AUDIO, Kind.VIDEO), true);
  }

  private StageException refusal(String offer) {
    return rig.refusal(rig.control.publish(host.token, offer, ClientFacts.NONE));
  }

  private List<ErrorCode> errors(Rig.Person who) {
    return rig.log(who.stage, who.id).stream()
        .map(ParticipantEvent::errorCode)
        .filter(code -> code != null)
        .toList();
  }

  @Test
  void anOfferOfVp8AloneIsRefusedAndLogged() {
    host.attends();
    var refusal = refusal(Rig.publishOffer(Set.of(Kind.AUDIO, Kind.VIDEO)));
    assertThat(refusal.kind()).isEqualTo(StageException.Kind.BAD_OFFER);
    assertThat(refusal)
        .hasMessage(
            "Section 1 (video) has no codec that is served: H.264 with packetization-mode=1.");
    assertThat(rig.events(host)).containsExactly(JOINED, PUBLISH_ERROR);
    assertThat(errors(host)).containsExactly(ErrorCode.INVALID_VIDEO_CODEC);
  }

  @Test
  void anOfferWithoutVideoIsRefusedAndLogged() {
    host.attends();
    var refusal = refusal(Rig.publishOffer(Set.of(Kind.AUDIO)));
    assertThat(refusal.kind()).isEqualTo(StageException.Kind.BAD_OFFER);
    assertThat(refusal).hasMessageContaining("H.264 even to publish audio alone");
    assertThat(errors(host)).containsExactly(ErrorCode.INVALID_VIDEO_CODEC);
  }

  @Test
  void anOfferOfAudioThatIsNotOpusIsRefusedAndLogged() {
    host.attends();
    var refusal = refusal(h264Offer().replace("opus/48000/2", "PCMU/8000"));
    assertThat(refusal.kind()).isEqualTo(StageException.Kind.BAD_OFFER);
    assertThat(errors(host)).containsExactly(ErrorCode.INVALID_AUDIO_CODEC);
  }

  @Test
  void ofAnOfferWithBothOnlyH264IsAnswered() {
    rig.get(rig.control.publish(host.token, h264Offer(), ClientFacts.NONE));
    var open = rig.shards.heard(Command.OpenTransport.class).getFirst();
    assertThat(open.sections().get(1).codecs()).extracting(Codec::name).containsExactly("H264");
  }

  @Test
  void withoutThemVp8IsAnsweredAndAudioAloneIsTaken() {
    var free = new Rig(1);
    var anybody = free.person(free.stage());
    anybody.offers(Set.of(Kind.AUDIO));
    anybody.offers();
    var open = free.shards.heard(Command.OpenTransport.class).getLast();
    assertThat(open.sections().get(1).codecs()).extracting(Codec::name).containsExactly("VP8");
  }

  @Test
  void publishingEndsAfterADayWithItsErrorBeforeTheStop() {
    host.offersH264().media();
    rig.advance(DAY.minusMillis(1));
    assertThat(rig.events(host)).containsExactly(JOINED, PUBLISH_STARTED);
    rig.advance(Duration.ofMillis(1));
    assertThat(rig.events(host))
        .containsExactly(JOINED, PUBLISH_STARTED, PUBLISH_ERROR, PUBLISH_STOPPED, LEFT);
    assertThat(errors(host)).containsExactly(ErrorCode.STREAM_DURATION_EXCEEDED);
    assertThat(rig.shards.heard(Command.CloseTransport.class))
        .contains(new Command.CloseTransport(host.transport()));
  }

  @Test
  void watchingEndsADayAfterItBeganWhilePublishingGoesOn() {
    var viewer = rig.person(red);
    host.offersH264().media();
    var watching = viewer.watches(host.id);
    rig.advance(Duration.ofHours(12));
    rig.person(red, host.id.value()).offersH264().media().keyframe();
    rig.advance(Duration.ofHours(12));
    assertThat(rig.events(viewer))
        .containsExactly(JOINED, SUBSCRIBE_STARTED, SUBSCRIBE_ERROR, SUBSCRIBE_STOPPED, LEFT);
    assertThat(rig.log(red, viewer.id).get(2).remoteParticipant()).isEqualTo(host.id);
    assertThat(errors(viewer)).containsExactly(ErrorCode.STREAM_DURATION_EXCEEDED);
    assertThat(watching.closed()).isTrue();
    assertThat(rig.events(host)).containsExactly(JOINED, PUBLISH_STARTED);
    assertThat(host.row().publishing()).isTrue();
  }

  @Test
  void aClockThatATestAdvancesBringsTheEnd() {
    host.offersH264().media();
    rig.get(rig.control.advance(DAY));
    assertThat(errors(host)).containsExactly(ErrorCode.STREAM_DURATION_EXCEEDED);
  }

  @Test
  void aConnectionThatEndedBeforeIsNotEndedAgain() {
    host.offersH264().media().leaves();
    rig.advance(DAY.multipliedBy(2));
    assertThat(rig.events(host)).containsExactly(JOINED, PUBLISH_STARTED, PUBLISH_STOPPED, LEFT);
  }

  @Test
  void withoutThemPublishingHasNoEnd() {
    var free = new Rig(1);
    var anybody = free.person(free.stage()).publishes();
    free.advance(DAY.multipliedBy(10));
    assertThat(anybody.row().publishing()).isTrue();
  }

  @Test
  void whoSendsMoreThanOneMayIsDisconnectedAndMayComeAgain() {
    for (Event.Excess excess : Event.Excess.values()) {
      var somebody = rig.person(red);
      somebody.offersH264().media();
      somebody.exceeds(excess);
      assertThat(rig.events(somebody))
          .containsExactly(JOINED, PUBLISH_STARTED, PUBLISH_ERROR, PUBLISH_STOPPED, LEFT);
      assertThat(errors(somebody))
          .containsExactly(
              excess == Event.Excess.BITRATE
                  ? ErrorCode.BITRATE_EXCEEDED
                  : ErrorCode.RESOLUTION_EXCEEDED);
      assertThat(rig.shards.heard(Command.CloseTransport.class))
          .contains(new Command.CloseTransport(somebody.transport()));
      somebody.exceeds(excess);
      assertThat(errors(somebody)).hasSize(1);
      assertThat(somebody.offersH264().media().row().publishing()).isTrue();
    }
  }

  @Test
  void aTakeOverThatSendsMoreThanOneMayEndsAlone() {
    host.offersH264().media();
    int first = host.transport();
    host.offersH264().media().exceeds(Event.Excess.RESOLUTION);
    assertThat(rig.shards.heard(Command.CloseTransport.class))
        .doesNotContain(new Command.CloseTransport(first))
        .contains(new Command.CloseTransport(host.transport()));
    assertThat(host.row().publishing()).isTrue();
  }

  @Test
  void shardsWatchWhatIsPublishedOnlyWhereThereAreLimits() {
    host.offersH264();
    assertThat(rig.shards.heard(Command.Attach.class).getLast().bounds())
        .isEqualTo(new MediaBounds(8_500_000, 921_600));
    var free = new Rig(1);
    free.person(free.stage()).offers();
    assertThat(free.shards.heard(Command.Attach.class).getLast().bounds()).isNull();
  }
}
