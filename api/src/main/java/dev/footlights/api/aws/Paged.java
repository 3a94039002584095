package dev.footlights.api.aws;

import org.jspecify.annotations.Nullable;

/** A request for a part of a list. All else that it says is which list. */
interface Paged {
  @Nullable Integer maxResults();

  @Nullable String nextToken();
}
