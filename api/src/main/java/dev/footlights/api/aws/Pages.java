package dev.footlights.api.aws;

import dev.footlights.stage.PageRequest;
import org.jspecify.annotations.Nullable;

/** Paging as requests ask for it. */
final class Pages {
  /** What lists show where the request does not say (API reference). */
  static final int USUAL = 50;

  /** The most that lists show (API reference). */
  static final int MOST = 100;

  private Pages() {}

  static PageRequest of(@Nullable Integer maxResults, @Nullable String nextToken) {
    return of(maxResults, nextToken, USUAL);
  }

  /**
   * @param usual what the list shows where the request does not say
   */
  static PageRequest of(@Nullable Integer maxResults, @Nullable String nextToken, int usual) {
    return new PageRequest(
        maxResults == null ? usual : maxResults,
        nextToken == null || nextToken.isEmpty() ? null : nextToken);
  }
}
