package dev.footlights.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ivsrealtime.model.AccessDeniedException;
import software.amazon.awssdk.services.ivsrealtime.model.Event;
import software.amazon.awssdk.services.ivsrealtime.model.ParticipantReplica;
import software.amazon.awssdk.services.ivsrealtime.model.ResourceNotFoundException;

class FootlightsExtensionTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @RegisterExtension static final FootlightsExtension footlights = FootlightsExtension.create();

  @BeforeEach
  void forget() {
    footlights.reset();
  }

  private static String stage(String name) {
    return footlights.client().createStage(r -> r.name(name)).stage().arn();
  }

  private static void replicate(String source, String destination, String id, int window) {
    footlights
        .client()
        .startParticipantReplication(
            r ->
                r.sourceStageArn(source)
                    .destinationStageArn(destination)
                    .participantId(id)
                    .reconnectWindowSeconds(window));
  }

  private static List<ParticipantReplica> replicas(String source, String id) {
    return footlights
        .client()
        .listParticipantReplicas(r -> r.sourceStageArn(source).participantId(id))
        .replicas();
  }

  @Test
  void aTestCardIsPublishingWhenTheCallReturns() {
    String red = stage("red");
    try (Publisher host = footlights.publishTestCard(red)) {
      String session = footlights.client().getStage(r -> r.arn(red)).stage().activeSessionId();
      assertThat(
              footlights
                  .client()
                  .listParticipantEvents(
                      r -> r.stageArn(red).sessionId(session).participantId(host.participantId()))
                  .events())
          .extracting(Event::nameAsString)
          .contains("PUBLISH_STARTED");
    }
  }

  @Test
  void framesOfAReplicaAreCountedUntilItIsStopped() {
    String red = stage("red");
    String blue = stage("blue");
    try (Publisher host = footlights.publishTestCard(red)) {
      replicate(red, blue, host.participantId(), 0);
      try (Viewer viewer = footlights.watch(blue, host.participantId())) {
        viewer.awaitFrames(10, SOON);
        assertThat(viewer.frames()).isGreaterThanOrEqualTo(10);
        footlights
            .client()
            .stopParticipantReplication(
                r ->
                    r.sourceStageArn(red)
                        .destinationStageArn(blue)
                        .participantId(host.participantId()));
        viewer.awaitEnd(SOON);
        assertThatExceptionOfType(AssertionError.class)
            .isThrownBy(() -> viewer.awaitFrames(viewer.frames() + 1, SOON))
            .withMessageContaining("ended");
      }
    }
  }

  @Test
  void aReconnectWindowAndASessionPassWithoutWaiting() {
    String red = stage("red");
    String blue = stage("blue");
    Publisher host = footlights.publishTestCard(red);
    replicate(red, blue, host.participantId(), 60);
    host.close();
    footlights.advance(Duration.ofSeconds(55));
    assertThat(replicas(red, host.participantId())).hasSize(1);
    footlights.advance(Duration.ofMillis(9_500));
    assertThat(replicas(red, host.participantId())).isEmpty();
    assertThat(footlights.client().getStage(r -> r.arn(red)).stage().activeSessionId()).isNull();
  }

  @Test
  void whoDoesNotPublishCannotBeWatchedAndTheMessageSaysWhy() {
    String red = stage("red");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> footlights.watch(red, "nobody"))
        .withMessageContaining("nobody");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> footlights.watch("red", "nobody"))
        .withMessageContaining("'red' is not the ARN of a stage");
  }

  @Test
  void callsFailAsOftenAsWasAskedFor() {
    String red = stage("red");
    footlights.fail("GetStage", "AccessDeniedException", 2);
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(AccessDeniedException.class)
          .isThrownBy(() -> footlights.client().getStage(r -> r.arn(red)));
    }
    assertThat(footlights.client().getStage(r -> r.arn(red)).stage().name()).isEqualTo("red");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> footlights.fail("GetStage", "ConflictException", 1))
        .withMessageContaining("GetStage never answers ConflictException");
  }

  @Test
  void aResetForgetsEverything() {
    String red = stage("red");
    footlights.fail("GetStage", "AccessDeniedException", 1);
    footlights.reset();
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> footlights.client().getStage(r -> r.arn(red)));
  }
}
