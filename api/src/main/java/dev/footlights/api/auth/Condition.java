package dev.footlights.api.auth;

import java.util.List;
import java.util.Map;

/**
 * What a statement asks of a resource's tag.
 *
 * @param tag the tag's key, of which upper and lower case do not matter
 * @param orMissing whether it holds of a resource without the tag, whatever the operator
 * @param values at least one; of a negative operator none may match, else any must
 */
public record Condition(Operator operator, boolean orMissing, String tag, List<String> values) {
  /** How the tag's value and the condition's are held against each other. */
  public enum Operator {
    STRING_EQUALS("StringEquals", false, false),
    STRING_NOT_EQUALS("StringNotEquals", true, false),
    STRING_LIKE("StringLike", false, true),
    STRING_NOT_LIKE("StringNotLike", true, true);

    private final String wireName;
    private final boolean negative;
    private final boolean wildcards;

    Operator(String wireName, boolean negative, boolean wildcards) {
      this.wireName = wireName;
      this.negative = negative;
      this.wildcards = wildcards;
    }

    String wireName() {
      return wireName;
    }
  }

  public Condition {
    values = List.copyOf(values);
  }

  /**
   * Tags may differ by case alone, and whoever may tag must not lift a Deny by one more: any of
   * them is enough for a Deny, and an Allow takes them all.
   */
  boolean holds(Map<String, String> tags, boolean allow) {
    List<String> given =
        tags.entrySet().stream()
            .filter(entry -> entry.getKey().equalsIgnoreCase(tag))
            .map(Map.Entry::getValue)
            .toList();
    if (given.isEmpty()) {
      return orMissing || operator.negative;
    }
    return allow ? given.stream().allMatch(this::fits) : given.stream().anyMatch(this::fits);
  }

  private boolean fits(String value) {
    return operator.negative != values.stream().anyMatch(expected -> matches(expected, value));
  }

  private boolean matches(String expected, String value) {
    return operator.wildcards ? Statement.matches(expected, value) : expected.equals(value);
  }
}
