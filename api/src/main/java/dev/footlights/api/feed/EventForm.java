package dev.footlights.api.feed;

import dev.footlights.stage.event.LoggedEvent;
import java.util.Optional;

/** A way to write an entry of the log. */
public interface EventForm {
  /** One line of JSON; absent where the form has no such event. */
  Optional<String> json(LoggedEvent entry);
}
