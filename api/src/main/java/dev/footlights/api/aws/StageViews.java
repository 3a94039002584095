package dev.footlights.api.aws;

import dev.footlights.stage.session.Stage;
import dev.footlights.stage.token.Endpoints;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stages as answers show them. */
final class StageViews {
  private StageViews() {}

  /** Model shape StageEndpoints, without RTMP. */
  record EndpointsView(URI events, URI whip) {}

  /** Model shape ParticipantThumbnailConfiguration. */
  record Thumbnails(int targetIntervalSeconds, List<String> storage, String recordingMode) {}

  /** Model shape ParticipantRecordingHlsConfiguration. */
  record Hls(int targetSegmentDurationSeconds) {}

  /** Model shape AutoParticipantRecordingConfiguration. */
  record Recording(
      String storageConfigurationArn,
      List<String> mediaTypes,
      Thumbnails thumbnailConfiguration,
      int recordingReconnectWindowSeconds,
      Hls hlsConfiguration,
      boolean recordParticipantReplicas) {
    static final Recording NONE =
        new Recording(
            "",
            List.of("AUDIO_VIDEO"),
            new Thumbnails(60, List.of("SEQUENTIAL"), "DISABLED"),
            0,
            new Hls(6),
            true);
  }

  /** Model shape Stage. */
  record Full(
      String arn,
      String name,
      @Nullable String activeSessionId,
      Map<String, String> tags,
      Recording autoParticipantRecordingConfiguration,
      EndpointsView endpoints) {}

  /** Model shape StageSummary. */
  record Summary(
      String arn, String name, @Nullable String activeSessionId, Map<String, String> tags) {}

  static Full full(Stage stage, Endpoints endpoints) {
    return new Full(
        stage.arn().toString(),
        stage.name(),
        session(stage),
        stage.tags(),
        Recording.NONE,
        new EndpointsView(endpoints.events(), endpoints.whip()));
  }

  static Summary summary(Stage stage) {
    return new Summary(stage.arn().toString(), stage.name(), session(stage), stage.tags());
  }

  private static @Nullable String session(Stage stage) {
    return stage.activeSession() == null ? null : stage.activeSession().value();
  }
}
