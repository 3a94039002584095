package dev.footlights.stage;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param maxResults at least 1
 * @param token from the page before, or null for the first
 */
public record PageRequest(int maxResults, @Nullable String token) {
  public PageRequest {
    if (maxResults < 1) {
      throw new IllegalArgumentException("maxResults must be at least 1");
    }
  }
}
