package dev.footlights.deliver.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.footlights.stage.event.LoggedEvent;
import java.util.UUID;

/**
 * The id that an entry has in every form and each time it is told: by it receivers know repeats.
 */
final class EventId {
  private EventId() {}

  static String of(LoggedEvent entry) {
    String name = entry.position() + "|" + entry.event().stage() + "|" + entry.sequence();
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
  }
}
