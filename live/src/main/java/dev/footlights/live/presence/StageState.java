package dev.footlights.live.presence;

import java.util.List;
import java.util.Map;

/** Everybody in a stage, replicas included, as its attendees are told. */
public record StageState(String stageId, List<Entry> participants) {

  /** One participant. A mute is what the publisher said last. */
  public record Entry(
      String id,
      String userId,
      Map<String, String> attributes,
      boolean isPublishing,
      boolean audioMuted,
      boolean videoMuted) {
    public Entry {
      attributes = Map.copyOf(attributes);
    }
  }

  public StageState {
    participants = List.copyOf(participants);
  }
}
