package dev.footlights.live.control;

import dev.footlights.stage.StageException;
import org.jspecify.annotations.Nullable;

/** What became of an offer: one of the two. */
record Attempt(@Nullable Connection accepted, @Nullable StageException refused) {

  Connection connection() {
    if (accepted != null) {
      return accepted;
    }
    throw refused != null ? refused : new IllegalStateException("neither accepted nor refused");
  }
}
