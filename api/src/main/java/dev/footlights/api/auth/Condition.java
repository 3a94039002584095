package dev.footlights.api.auth;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  boolean holds(Map<String, String> tags) {
    String value = value(tags);
    if (value == null) {
      return orMissing || operator.negative;
    }
    return operator.negative != values.stream().anyMatch(expected -> matches(expected, value));
  }

  private boolean matches(String expected, String value) {
    return operator.wildcards ? Statement.matches(expected, value) : expected.equals(value);
  }

  /** Tags may differ by case alone: then the one that is spelt as the policy spells it counts. */
  private @Nullable String value(Map<String, String> tags) {
    String exact = tags.get(tag);
    return exact != null
        ? exact
        : tags.entrySet().stream()
            .filter(entry -> entry.getKey().equalsIgnoreCase(tag))
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
  }
}
