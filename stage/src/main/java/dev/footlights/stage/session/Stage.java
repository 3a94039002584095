package dev.footlights.stage.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage's row.
 *
 * @param name "" where none was given
 * @param activeSession the open session, or null while nobody joined
 */
public record Stage(
    StageArn arn, String name, Map<String, String> tags, @Nullable SessionId activeSession) {
  public Stage {
    tags = Map.copyOf(tags);
  }

  public Stage withActiveSession(@Nullable SessionId session) {
    return new Stage(arn, name, tags, session);
  }
}
