package dev.footlights.stage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextToken asks for the rest: at most 1024 of {@code [A-Za-z0-9+/=_-]}; null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {
  public Page {
    items = List.copyOf(items);
  }
}
