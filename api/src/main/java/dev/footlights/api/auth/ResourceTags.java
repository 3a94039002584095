package dev.footlights.api.auth;

import dev.footlights.stage.session.Scope;
import java.util.Map;
import java.util.Optional;

/**
 * Tags of resources, for conditions of policies. Asked only where a condition decides; may block.
 */
public interface ResourceTags {
  /** Of a world where nothing has tags. */
  ResourceTags NONE = (caller, arn) -> Optional.of(Map.of());

  /**
   * The tags of the caller's resource: no tags when the ARN stands for all of a type, nothing when
   * they are not known, for there is no such resource any more, or it is of another account or
   * region.
   */
  Optional<Map<String, String>> of(Scope caller, String arn);
}
