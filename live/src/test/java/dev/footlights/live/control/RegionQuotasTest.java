package dev.footlights.live.control;

import static dev.footlights.stage.event.EventName.JOINED;
import static dev.footlights.stage.event.EventName.PUBLISH_ERROR;
import static dev.footlights.stage.event.EventName.SUBSCRIBE_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.live.FakeStore;
import dev.footlights.live.Rig;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.stage.StageException;
import dev.footlights.stage.event.ErrorCode;
import dev.footlights.stage.participant.ClientFacts;
import dev.footlights.stage.recording.RecordingConfiguration;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many an account may have in a region at once, whatever the stage. */
class RegionQuotasTest {
  private final Rig rig =
      new Rig(
          2,
          new FakeStore(),
          ControlSettings.dev().with(Map.of("publishers", 2, "subscriptions", 1)));
  private final StageArn red = rig.stage();
  private final StageArn blue = rig.stage();
  private final Rig.Person first = rig.person(red).publishes();
  private final Rig.Person second = rig.person(blue).publishes();
  private final Rig.Person third = rig.person(red);

  private StageException refusedOffer(Rig.Person who) {
    return rig.refusal(
        rig.control.publish(
            who.token, Rig.publishOffer(Set.of(Kind.AUDIO, Kind.VIDEO)), ClientFacts.NONE));
  }

  private StageException refusedWatch(Rig.Person who, Rig.Person whom) {
    return rig.refusal(rig.control.watch(who.token, whom.id, Rig.watchOffer(), ClientFacts.NONE));
  }

  private StageArn elsewhere() {
    var far = new Scope(Rig.SCOPE.account(), "eu-west-1");
    return rig.get(
            rig.control.createStage(
                far, "", Map.of(), RecordingConfiguration.NONE, List.of(), Rig.ENDPOINTS))
        .stage()
        .arn();
  }

  @Test
  void onePublisherTooManyIsRefusedAndLogged() {
    third.attends();
    assertThat(refusedOffer(third))
        .hasMessage("the region has 2 publishers")
        .extracting(StageException::kind)
        .isEqualTo(StageException.Kind.QUOTA);
    assertThat(rig.events(third)).containsExactly(JOINED, PUBLISH_ERROR);
    assertThat(rig.log(red, third.id).getLast().errorCode()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
  }

  @Test
  void whoPublishesMayConnectAgainAtTheQuota() {
    first.offers().media().keyframe();
    assertThat(first.row().publishing()).isTrue();
  }

  @Test
  void aPublisherWhoLeftMakesRoomAndOneWhoIsAwayToo() {
    rig.replicate(first, blue, Duration.ofSeconds(60));
    first.vanishes();
    third.publishes();
    assertThat(third.row().publishing()).isTrue();
    second.leaves();
    assertThat(rig.person(red).publishes().row().publishing()).isTrue();
  }

  @Test
  void anOfferWithoutMediaYetTakesAPlace() {
    second.leaves();
    third.offers();
    assertThat(refusedOffer(rig.person(blue)).kind()).isEqualTo(StageException.Kind.QUOTA);
  }

  @Test
  void replicasTakeNoPlaceInTheRegion() {
    second.leaves();
    rig.replicate(first, blue, Rig.NO_WINDOW);
    third.publishes();
    assertThat(third.row().publishing()).isTrue();
  }

  @Test
  void oneSubscriptionTooManyIsRefusedAndLoggedUntilAnotherEnds() {
    var watching = rig.person(red).watches(first.id);
    third.attends();
    var viewer = rig.person(blue);
    viewer.attends();
    assertThat(refusedWatch(viewer, second))
        .hasMessage("the region has 1 subscriptions")
        .extracting(StageException::kind)
        .isEqualTo(StageException.Kind.QUOTA);
    assertThat(rig.events(viewer)).containsExactly(JOINED, SUBSCRIBE_ERROR);
    watching.vanishes();
    assertThat(viewer.watches(second.id).closed()).isFalse();
  }

  @Test
  void anotherRegionHasPlacesOfItsOwn() {
    rig.person(red).watches(first.id);
    StageArn far = elsewhere();
    var host = rig.person(far).publishes();
    assertThat(rig.person(far).watches(host.id).closed()).isFalse();
  }
}
