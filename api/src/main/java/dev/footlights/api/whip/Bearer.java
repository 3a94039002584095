package dev.footlights.api.whip;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The participant token of an Authorization header (RFC 6750 §2.1). */
final class Bearer {
  private static final String SCHEME = "bearer ";

  private Bearer() {}

  /** The token; people who paste "Bearer x" where a client adds "Bearer" itself are understood. */
  static Optional<String> token(@Nullable String authorization) {
    String rest = authorization == null ? "" : authorization.strip();
    if (!starts(rest)) {
      return Optional.empty();
    }
    while (starts(rest)) {
      rest = rest.substring(SCHEME.length()).strip();
    }
    return rest.isEmpty() || rest.indexOf(' ') >= 0 ? Optional.empty() : Optional.of(rest);
  }

  private static boolean starts(String text) {
    return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }
}
