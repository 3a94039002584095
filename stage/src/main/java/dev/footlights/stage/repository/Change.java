package dev.footlights.stage.repository;

import dev.footlights.stage.event.ParticipantEvent;
import java.util.List;

/** What one command changes: all of it becomes durable, or nothing. Rows apply in their order. */
public record Change(List<RowChange> rows, List<ParticipantEvent> events) {
  public static final Change NONE = new Change(List.of(), List.of());

  public Change {
    rows = List.copyOf(rows);
    events = List.copyOf(events);
  }

  public boolean isEmpty() {
    return rows.isEmpty() && events.isEmpty();
  }
}
