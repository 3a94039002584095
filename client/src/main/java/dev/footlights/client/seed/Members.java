package dev.footlights.client.seed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A resource's properties in CloudFormation's form as members of the API's call. */
final class Members {
  /** CloudFormation puts a level there that the API does not have. */
  private static final Set<String> LEVELS =
      Set.of("ParticipantRecordingHlsConfiguration", "ParticipantThumbnailConfiguration");

  private Members() {}

  /** The same with names that begin in lower case, and tags as a map. */
  static Map<String, Object> of(Map<?, ?> properties) {
    Map<String, Object> members = new LinkedHashMap<>();
    properties.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          if (name.equals("Tags")) {
            members.put("tags", tags(value));
          } else if (LEVELS.contains(name) && value instanceof Map<?, ?> inner) {
            members.putAll(of(inner));
          } else {
            members.put(lower(name), value instanceof Map<?, ?> inner ? of(inner) : value);
          }
        });
    return members;
  }

  /** Of a property or an attribute: {@code StageArn} is {@code stageArn}. */
  static String lower(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static Map<String, Object> tags(Object value) {
    Map<String, Object> tags = new LinkedHashMap<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> tag) {
          tags.put(String.valueOf(tag.get("Key")), String.valueOf(tag.get("Value")));
        }
      }
    }
    return tags;
  }
}
