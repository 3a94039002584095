package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.footlights.e2e.browser.Chromium;
import dev.footlights.e2e.browser.Schedule;
import dev.footlights.e2e.browser.Tab;
import dev.footlights.e2e.harness.Await;
import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Sdk;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ivsrealtime.model.Event;
import software.amazon.awssdk.services.ivsrealtime.model.ParticipantToken;

/**
 * A camera in one stage, seen live in another, and gone when stopped: by Chromium on both sides.
 */
class AReplicaIsSeenAndHeardUntilItIsStoppedTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** The width of a bin of the page's spectrum, both ways. */
  private static final double HERTZ = 12;

  private final Chromium chromium = Chromium.start();
  private final Footlights server = Footlights.start();
  private final Sdk sdk = Sdk.of(server);
  private final String red = sdk.stage("red");
  private final String blue = sdk.stage("blue");
  private final ParticipantToken host = sdk.publisherToken(red);
  private final ParticipantToken viewer = sdk.viewerToken(blue);
  private final Schedule schedule = Schedule.warm();

  @BeforeEach
  void aHostPublishesInRed() {
    chromium.open(server.base()).publish("host", host.token(), schedule);
    sdk.awaitPublishing(red, host.participantId());
  }

  @AfterEach
  void end() {
    sdk.close();
    chromium.close();
    server.close();
  }

  @Test
  void byAViewerOfTheDestination() {
    Tab inBlue = chromium.open(server.base());
    inBlue.attend("events", viewer.token(), Sdk.id(blue));

    sdk.start(red, blue, host.participantId());
    Await.until(
        "shown in blue's events",
        SOON,
        () -> publishing(inBlue),
        List.of(host.participantId())::equals);
    inBlue.watch("replica", viewer.token(), host.participantId());

    assertThat(schedule.complaints(inBlue.look("replica", schedule.round()))).isEmpty();
    assertThat(inBlue.listen("replica", Duration.ofSeconds(2)))
        .isCloseTo(schedule.hertz(), within(HERTZ));
    assertThat(sdk.replicas(red, host.participantId()))
        .singleElement()
        .satisfies(
            replica -> {
              assertThat(replica.replicationStateAsString()).isEqualTo("ACTIVE");
              assertThat(replica.sourceStageArn()).isEqualTo(red);
              assertThat(replica.destinationStageArn()).isEqualTo(blue);
            });

    sdk.stop(red, blue, host.participantId());

    assertThat(inBlue.arrivals("replica", Duration.ofSeconds(1))).isZero();
    inBlue.awaitEnd("replica", SOON);
    Await.until("gone from blue's events", SOON, () -> publishing(inBlue), List::isEmpty);
    assertThat(sdk.replicas(red, host.participantId()))
        .singleElement()
        .satisfies(r -> assertThat(r.replicationStateAsString()).isEqualTo("STOPPED"));
    assertThat(sdk.events(red, host.participantId()))
        .containsExactly("JOINED", "PUBLISH_STARTED", "REPLICATION_STARTED", "REPLICATION_STOPPED");
    assertThat(sdk.eventsOf(blue, host.participantId()))
        .allSatisfy(event -> assertThat(event.replica()).isTrue())
        .extracting(Event::nameAsString)
        .containsExactly("JOINED", "PUBLISH_STARTED", "PUBLISH_STOPPED", "LEFT");
  }

  @Test
  void andTheSourceGoesOnForItsOwnViewers() {
    Tab inRed = chromium.open(server.base());
    inRed.watch("host", sdk.viewerToken(red).token(), host.participantId());
    sdk.start(red, blue, host.participantId());
    Tab inBlue = chromium.open(server.base());
    inBlue.watch("replica", viewer.token(), host.participantId());

    sdk.stop(red, blue, host.participantId());

    assertThat(inBlue.arrivals("replica", Duration.ofSeconds(1))).isZero();
    assertThat(schedule.complaints(inRed.look("host", schedule.round()))).isEmpty();
    assertThat(inRed.listen("host", Duration.ofSeconds(2)))
        .isCloseTo(schedule.hertz(), within(HERTZ));
  }

  @Test
  void andSeenAnewAfterAnotherStart() {
    Tab inBlue = chromium.open(server.base());
    sdk.start(red, blue, host.participantId());
    inBlue.watch("first", viewer.token(), host.participantId());
    sdk.stop(red, blue, host.participantId());
    inBlue.awaitEnd("first", SOON);

    sdk.start(red, blue, host.participantId());
    inBlue.watch("second", viewer.token(), host.participantId());

    assertThat(schedule.complaints(inBlue.look("second", schedule.round()))).isEmpty();
  }

  private static List<String> publishing(Tab tab) {
    List<Tab.State> states = tab.states("events");
    return states.isEmpty() ? List.of() : states.getLast().publishing();
  }
}
