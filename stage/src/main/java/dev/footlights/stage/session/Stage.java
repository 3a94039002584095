package dev.footlights.stage.session;

import dev.footlights.stage.recording.RecordingConfiguration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage's row.
 *
 * @param name "" where none was given
 * @param activeSession the open session, or null while nobody joined
 */
public record Stage(
    StageArn arn,
    String name,
    Map<String, String> tags,
    RecordingConfiguration recording,
    @Nullable SessionId activeSession) {
  public Stage {
    tags = Map.copyOf(tags);
  }

  public Stage withActiveSession(@Nullable SessionId session) {
    return new Stage(arn, name, tags, recording, session);
  }

  public Stage withName(String changed) {
    return new Stage(arn, changed, tags, recording, activeSession);
  }

  public Stage withTags(Map<String, String> changed) {
    return new Stage(arn, name, changed, recording, activeSession);
  }

  public Stage withRecording(RecordingConfiguration changed) {
    return new Stage(arn, name, tags, changed, activeSession);
  }
}
