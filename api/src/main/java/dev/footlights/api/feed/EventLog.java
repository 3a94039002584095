package dev.footlights.api.feed;

import dev.footlights.stage.repository.Outbox;
import java.util.Map;

/**
 * The log, and the forms in which it is shown.
 *
 * @param forms by the name that a caller says
 * @param usual that of those who say none
 */
public record EventLog(Outbox outbox, Map<String, EventForm> forms, String usual) {
  public EventLog {
    forms = Map.copyOf(forms);
    if (!forms.containsKey(usual)) {
      throw new IllegalArgumentException("there is no form " + usual);
    }
  }
}
