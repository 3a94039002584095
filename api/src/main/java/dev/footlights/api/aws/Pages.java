package dev.footlights.api.aws;

import dev.footlights.stage.PageRequest;
import org.jspecify.annotations.Nullable;

/** Paging as requests ask for it. */
final class Pages {
  /** What lists show where the request does not say (API reference). */
  static final int USUAL = 50;

  private Pages() {}

  static PageRequest of(@Nullable Integer maxResults, @Nullable String nextToken) {
    return new PageRequest(
        maxResults == null ? USUAL : maxResults,
        nextToken == null || nextToken.isEmpty() ? null : nextToken);
  }
}
