package dev.footlights.api.aws;

import dev.footlights.stage.session.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that says what it touches: policies are asked for each. */
interface OnResources {
  /**
   * ARNs of what the request names. What is to be made or listed has none yet: {@link Every} stands
   * for it.
   */
  List<String> resources(Scope caller);

  /** One, and another where the request names it; an empty name is none. */
  static List<String> touched(String one, @Nullable String other) {
    return other == null || other.isEmpty() ? List.of(one) : List.of(one, other);
  }
}
