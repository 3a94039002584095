package dev.footlights.deliver.form;

import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.event.ParticipantEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * An entry as EventBridge has it, where it has one: nobody is told there who joined, left or
 * watches.
 *
 * @param id the same each time the entry is told
 * @param time in whole seconds
 * @param resource the stage
 * @param detail JSON
 */
public record BusEvent(
    String id,
    String account,
    String region,
    Instant time,
    String resource,
    Map<String, Object> detail) {
  /** What these events are called. */
  public static final String DETAIL_TYPE = "IVS Stage Update";

  /** Whom they are from, on AWS. */
  public static final String SOURCE = "aws.ivs";

  /** What a bus is told of. */
  public static final Set<EventName> NAMES =
      Arrays.stream(EventName.values())
          .filter(name -> Detail.busName(name).isPresent())
          .collect(Collectors.toUnmodifiableSet());

  private static final JsonMapper JSON = new JsonMapper();

  /** What a bus is told of an entry, if anything. */
  public static Optional<BusEvent> of(LoggedEvent entry) {
    ParticipantEvent event = entry.event();
    return Detail.busName(event.name())
        .map(
            name ->
                new BusEvent(
                    EventId.of(entry),
                    event.stage().account(),
                    event.stage().region(),
                    event.time().truncatedTo(ChronoUnit.SECONDS),
                    event.stage().toString(),
                    Detail.of(event)));
  }

  public String detailJson() {
    return JSON.writeValueAsString(detail);
  }

  /** The whole, as a rule's target reads it. */
  public String json() {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("version", "0");
    envelope.put("id", id);
    envelope.put("detail-type", DETAIL_TYPE);
    envelope.put("source", SOURCE);
    envelope.put("account", account);
    envelope.put("time", time.toString());
    envelope.put("region", region);
    envelope.put("resources", List.of(resource));
    envelope.put("detail", detail);
    return JSON.writeValueAsString(envelope);
  }
}
