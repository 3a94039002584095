package dev.footlights.api.auth;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One statement of a policy.
 *
 * @param actions {@code ivs:StartParticipantReplication}, {@code ivs:*}: upper and lower case do
 *     not matter
 * @param resources ARNs; in both, {@code *} stands for any run of characters, {@code ?} for one
 * @param conditions all must hold
 */
public record Statement(
    boolean allow, List<String> actions, List<String> resources, List<Condition> conditions) {
  public Statement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    conditions = List.copyOf(conditions);
  }

  /** One without conditions. */
  public Statement(boolean allow, List<String> actions, List<String> resources) {
    this(allow, actions, resources, List.of());
  }

  /**
   * @param tags the resource's: asked only when all else fits. Where they are not known, as of a
   *     stage that is deleted but whose past is kept, a Deny covers it and an Allow does not.
   */
  boolean covers(String action, String resource, Supplier<Optional<Map<String, String>>> tags) {
    String lower = action.toLowerCase(Locale.ROOT);
    return actions.stream().anyMatch(a -> matches(a.toLowerCase(Locale.ROOT), lower))
        && resources.stream().anyMatch(r -> matches(r, resource))
        && (conditions.isEmpty() || tags.get().map(this::holds).orElse(!allow));
  }

  private boolean holds(Map<String, String> tags) {
    return conditions.stream().allMatch(condition -> condition.holds(tags, allow));
  }

  /** Linear but for the last star: a pattern of many stars costs no more than their product. */
  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
