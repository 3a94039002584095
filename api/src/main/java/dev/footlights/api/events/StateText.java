package dev.footlights.api.events;

import dev.footlights.live.presence.StageState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes states as messages; one that goes to many attendees is written once. Any thread. */
final class StateText {
  private static final JsonMapper JSON = new JsonMapper();

  private record Message(String type, StageState payload) {}

  private record Written(StageState state, String text) {}

  private volatile @Nullable Written last;

  String of(StageState state) {
    Written written = last;
    if (written == null || written.state() != state) {
      written = new Written(state, JSON.writeValueAsString(new Message("STAGE_STATE", state)));
      last = written;
    }
    return written.text();
  }
}
