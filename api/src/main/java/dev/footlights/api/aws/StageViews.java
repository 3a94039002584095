package dev.footlights.api.aws;

import dev.footlights.stage.session.Session;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.token.Endpoints;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stages as answers show them. */
final class StageViews {
  private StageViews() {}

  /** Model shape StageEndpoints, without RTMP. */
  record EndpointsView(URI events, URI whip) {}

  /** Model shape Stage. */
  record Full(
      String arn,
      String name,
      @Nullable String activeSessionId,
      Map<String, String> tags,
      AutoRecording autoParticipantRecordingConfiguration,
      EndpointsView endpoints) {}

  /** Model shape StageSummary. */
  record Summary(
      String arn, String name, @Nullable String activeSessionId, Map<String, String> tags) {}

  /**
   * Model shapes StageSession and StageSessionSummary.
   *
   * @param endTime null while it is open
   */
  record SessionView(String sessionId, Instant startTime, @Nullable Instant endTime) {}

  static Full full(Stage stage, Endpoints endpoints) {
    return new Full(
        stage.arn().toString(),
        stage.name(),
        active(stage),
        stage.tags(),
        AutoRecording.view(stage.recording()),
        new EndpointsView(endpoints.events(), endpoints.whip()));
  }

  static Summary summary(Stage stage) {
    return new Summary(stage.arn().toString(), stage.name(), active(stage), stage.tags());
  }

  static SessionView session(Session session) {
    Instant end = session.end();
    return new SessionView(
        session.id().value(),
        session.start().truncatedTo(ChronoUnit.MILLIS),
        end == null ? null : end.truncatedTo(ChronoUnit.MILLIS));
  }

  private static @Nullable String active(Stage stage) {
    return stage.activeSession() == null ? null : stage.activeSession().value();
  }
}
