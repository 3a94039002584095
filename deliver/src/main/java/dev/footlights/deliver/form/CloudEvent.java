package dev.footlights.deliver.form;

import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.event.ParticipantEvent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An entry as a CloudEvent 1.0, in structured JSON. */
public final class CloudEvent {
  /** Before the log's name of what happened. */
  public static final String TYPE_PREFIX = "dev.footlights.";

  private static final JsonMapper JSON = new JsonMapper();

  private CloudEvent() {}

  /** The same each time the entry is told. */
  public static String id(LoggedEvent entry) {
    return EventId.of(entry);
  }

  public static String json(LoggedEvent entry) {
    ParticipantEvent event = entry.event();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("specversion", "1.0");
    members.put("id", EventId.of(entry));
    members.put("source", event.stage().toString());
    members.put("type", TYPE_PREFIX + event.name().name());
    members.put("subject", event.participant().value());
    members.put("time", Times.micros(event.time()));
    // CloudEvents' extension "sequence": a string whose order as text is the order of the events.
    members.put("sequence", String.format(Locale.ROOT, "%019d", entry.sequence()));
    members.put("datacontenttype", "application/json");
    members.put("data", Detail.of(event));
    return JSON.writeValueAsString(members);
  }
}
