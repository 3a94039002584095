package dev.footlights.api.auth;

import dev.footlights.stage.session.Scope;
import java.util.Map;

/**
 * Tags of resources, for conditions of policies. Asked only where a condition decides; may block.
 */
public interface ResourceTags {
  /** Knows no tags. */
  ResourceTags NONE = (caller, arn) -> Map.of();

  /**
   * The tags of the caller's resource; none when there is no such resource, it is of another
   * account or region, or the ARN stands for all of a type.
   */
  Map<String, String> of(Scope caller, String arn);
}
