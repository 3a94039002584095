package dev.footlights.api.aws;

import dev.footlights.stage.session.Scope;
import java.util.List;

/** A request that says what it touches: policies are asked for each. */
interface OnResources {
  /**
   * ARNs of what the request names. What is to be made or listed has none yet: {@link Every} stands
   * for it.
   */
  List<String> resources(Scope caller);
}
