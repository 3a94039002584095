package dev.footlights.stage.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session's row: from the first join until some time after the last participant left.
 *
 * @param end null while it is open
 */
public record Session(StageArn stage, SessionId id, Instant start, @Nullable Instant end) {
  public Session endedAt(Instant at) {
    return new Session(stage, id, start, at);
  }
}
