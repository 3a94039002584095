package dev.footlights.api.ops;

import java.util.Map;

/**
 * How the server is.
 *
 * @param healthy whether it should get traffic
 * @param details for people: what is wrong, and of what
 */
public record Health(boolean healthy, Map<String, String> details) {
  public Health {
    details = Map.copyOf(details);
  }
}
