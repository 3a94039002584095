package dev.footlights.live.watch;

import static dev.footlights.live.Rig.NO_WINDOW;
import static dev.footlights.stage.event.EventName.JOINED;
import static dev.footlights.stage.event.EventName.LEFT;
import static dev.footlights.stage.event.EventName.SUBSCRIBE_ERROR;
import static dev.footlights.stage.event.EventName.SUBSCRIBE_STARTED;
import static dev.footlights.stage.event.EventName.SUBSCRIBE_STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.live.Rig;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.rtc.sdp.SenderIds;
import dev.footlights.sfu.shard.Command;
import dev.footlights.sfu.shard.Event;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.event.ErrorCode;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.StageArn;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewingTest {
  private final Rig rig = new Rig(2);
  private final StageArn red = rig.stage();
  private final StageArn blue = rig.stage();
  private final Rig.Person host = rig.person(red);

  private Kind refused(Rig.Person viewer, ParticipantId whom) {
    return rig.refusal(rig.control.watch(viewer.token, whom, Rig.watchOffer(), ClientFacts.NONE))
        .kind();
  }

  @Test
  void bindsEverySenderToThePublicationAndTellsItsHomeToMirror() {
    host.publishes();
    var watching = rig.person(red).asks(host.id);
    assertThat(watching.shard).isEqualTo(1);
    assertThat(rig.shards.heard(1, Command.Bind.class))
        .extracting(Command.Bind::section)
        .containsExactly(0, 1);
    assertThat(watching.bind.publication()).isEqualTo(host.publication());
    assertThat(watching.bind.home()).isEqualTo(0);
    assertThat(rig.shards.heard(0, Command.Mirror.class))
        .containsExactly(new Command.Mirror(host.publication(), 1, true));
    watching.vanishes();
    assertThat(rig.shards.heard(0, Command.Mirror.class))
        .endsWith(new Command.Mirror(host.publication(), 1, false));
  }

  @Test
  void ofAReplicaBindsToTheSourcesPublication() {
    host.publishes();
    rig.replicate(host, blue, NO_WINDOW);
    assertThat(rig.person(blue).asks(host.id).bind.publication()).isEqualTo(host.publication());
  }

  @Test
  void givesAudioAndVideoOneStreamNamedAfterThePublisherAndSsrcsOfTheirOwn() {
    host.publishes();
    Set<Long> ssrcs = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      rig.person(red).asks(host.id);
    }
    var senders =
        rig.shards.heard(Command.OpenTransport.class).stream()
            .flatMap(open -> open.sections().stream())
            .map(Section::sender)
            .filter(Objects::nonNull)
            .toList();
    assertThat(senders).hasSize(40).allMatch(s -> s.streamId().equals(host.id.value()));
    for (SenderIds sender : senders) {
      assertThat(ssrcs.add(sender.ssrc())).isTrue();
      assertThat(sender.rtxSsrc() == -1 || ssrcs.add(sender.rtxSsrc())).isTrue();
    }
  }

  @Test
  void startsWithTheFirstPacketThatIsSentAndStopsWithTheConnection() {
    host.publishes();
    var viewer = rig.person(red);
    var watching = viewer.asks(host.id);
    assertThat(rig.events(viewer)).containsExactly(JOINED);
    rig.control.event(
        watching.shard,
        new Event.Spliced(watching.bind.transport(), 0, host.publication(), rig.now()));
    rig.control.event(
        watching.shard,
        new Event.Spliced(watching.bind.transport(), 1, host.publication(), rig.now()));
    rig.step();
    assertThat(rig.events(viewer)).containsExactly(JOINED, SUBSCRIBE_STARTED);
    watching.vanishes();
    assertThat(rig.events(viewer))
        .containsExactly(JOINED, SUBSCRIBE_STARTED, SUBSCRIBE_STOPPED, LEFT);
  }

  @Test
  void ofSomebodyUnknownIsNotFound() {
    host.publishes();
    assertThat(refused(rig.person(red), ParticipantId.of("nobody"))).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void ofSomebodyOfAnotherStageIsNotFound() {
    host.publishes();
    assertThat(refused(rig.person(blue), host.id)).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void ofSomebodyWhoDoesNotPublishIsAConflict() {
    host.offers();
    assertThat(refused(rig.person(red), host.id)).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void thatIsRefusedToSomebodyPresentIsLogged() {
    host.offers();
    var viewer = rig.person(red);
    viewer.attends();
    assertThat(refused(viewer, host.id)).isEqualTo(Kind.CONFLICT);
    assertThat(rig.events(viewer)).containsExactly(JOINED, SUBSCRIBE_ERROR);
    var error = rig.log(red, viewer.id).getLast();
    assertThat(error.errorCode()).isEqualTo(ErrorCode.PUBLISHER_NOT_FOUND);
    assertThat(error.remoteParticipant()).isEqualTo(host.id);
  }

  @Test
  void isRefusedWithoutTheCapability() {
    host.publishes();
    var publisher = rig.person(red, "publisher", Map.of(), Set.of(Capability.PUBLISH));
    assertThat(refused(publisher, host.id)).isEqualTo(Kind.FORBIDDEN);
  }

  @Test
  void ofTheSameParticipantAgainTakesThePlaceOfTheFirst() {
    host.publishes();
    var viewer = rig.person(red);
    var first = viewer.watches(host.id);
    var firstUrl = viewer.connection().id();
    viewer.watches(host.id);
    assertThat(first.closed()).isTrue();
    assertThat(rig.refusal(rig.control.disconnect(firstUrl, viewer.token)).kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(rig.events(viewer))
        .containsExactly(JOINED, SUBSCRIBE_STARTED, SUBSCRIBE_STOPPED, SUBSCRIBE_STARTED);
  }

  @Test
  void ofTwoParticipantsByOneViewerIsTwoConnections() {
    host.publishes();
    var guest = rig.person(red).publishes();
    var viewer = rig.person(red);
    var one = viewer.watches(host.id);
    var two = viewer.watches(guest.id);
    assertThat(one.closed()).isFalse();
    one.vanishes();
    assertThat(two.closed()).isFalse();
    assertThat(rig.events(viewer)).doesNotContain(LEFT);
  }

  @Test
  void thatCannotDecodeIsLoggedOnce() {
    host.publishes();
    var viewer = rig.person(red);
    var watching = viewer.asks(host.id);
    for (int i = 0; i < 3; i++) {
      rig.control.event(
          watching.shard,
          new Event.CodecMismatch(watching.bind.transport(), 1, host.publication(), "H264"));
    }
    rig.step();
    assertThat(rig.events(viewer)).containsExactly(JOINED, SUBSCRIBE_ERROR);
    assertThat(rig.log(red, viewer.id).getLast().errorCode())
        .isEqualTo(ErrorCode.INVALID_VIDEO_CODEC);
  }

  @Test
  void aHundredTimesLeavesNothingBehind() {
    host.publishes();
    for (int i = 0; i < 100; i++) {
      rig.replicate(host, blue, NO_WINDOW);
      rig.person(blue, "viewer").watches(host.id);
      rig.get(rig.stop(host, blue));
    }
    assertThat(rig.shards.heard(Command.CloseTransport.class)).hasSize(100);
    assertThat(rig.shards.heard(0, Command.Mirror.class))
        .filteredOn(Command.Mirror::wanted)
        .hasSize(100);
    assertThat(rig.shards.heard(0, Command.Mirror.class)).hasSize(200);
  }
}
