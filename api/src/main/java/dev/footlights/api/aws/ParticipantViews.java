package dev.footlights.api.aws;

import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantState;
import dev.footlights.stage.participant.Protocol;
import dev.footlights.stage.participant.RecordingState;
import dev.footlights.stage.participant.ReplicationState;
import dev.footlights.stage.participant.ReplicationType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Participants as answers show them. */
final class ParticipantViews {
  private ParticipantViews() {}

  /** Model shape Participant. */
  record Full(
      String participantId,
      String userId,
      Map<String, String> attributes,
      ParticipantState state,
      Instant firstJoinTime,
      boolean published,
      Protocol protocol,
      String ispName,
      String osName,
      String osVersion,
      String browserName,
      String browserVersion,
      String sdkVersion,
      RecordingState recordingState,
      String recordingS3BucketName,
      String recordingS3Prefix,
      boolean redundantIngest,
      ReplicationType replicationType,
      @Nullable ReplicationState replicationState,
      @Nullable String sourceStageArn,
      @Nullable String sourceSessionId) {}

  /** Model shape ParticipantSummary. */
  record Summary(
      String participantId,
      String userId,
      ParticipantState state,
      Instant firstJoinTime,
      boolean published,
      RecordingState recordingState,
      boolean redundantIngest,
      ReplicationType replicationType,
      @Nullable ReplicationState replicationState,
      @Nullable String sourceStageArn,
      @Nullable String sourceSessionId) {}

  static Full full(Participant p) {
    return new Full(
        p.id().value(),
        p.userId(),
        p.attributes(),
        p.state(),
        p.firstJoinTime().truncatedTo(ChronoUnit.MILLIS),
        p.published(),
        p.protocol(),
        p.client().ispName(),
        p.client().osName(),
        p.client().osVersion(),
        p.client().browserName(),
        p.client().browserVersion(),
        p.client().sdkVersion(),
        p.recordingState(),
        "",
        "",
        false,
        p.replicationType(),
        p.replicationState(),
        text(p.sourceStage()),
        text(p.sourceSession()));
  }

  /** In a list, and only there, a source has an empty source of its own. */
  static Summary summary(Participant p) {
    boolean source = p.replicationType() == ReplicationType.SOURCE;
    return new Summary(
        p.id().value(),
        p.userId(),
        p.state(),
        p.firstJoinTime().truncatedTo(ChronoUnit.MILLIS),
        p.published(),
        p.recordingState(),
        false,
        p.replicationType(),
        p.replicationState(),
        source ? "" : text(p.sourceStage()),
        source ? "" : text(p.sourceSession()));
  }

  private static @Nullable String text(@Nullable Object name) {
    return name == null ? null : name.toString();
  }
}
