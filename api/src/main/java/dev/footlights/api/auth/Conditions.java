package dev.footlights.api.auth;

import dev.footlights.api.auth.Condition.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Reads the Condition of a statement. What is not known is refused by name: a Deny whose condition
 * were skipped or never held would deny nothing, unheard.
 */
final class Conditions {
  private static final String KEY = "aws:ResourceTag/";
  private static final String IF_EXISTS = "IfExists";

  private Conditions() {}

  /**
   * @param where which part of the file, in words
   * @throws IllegalArgumentException naming what is wrong
   */
  static List<Condition> read(JsonNode block, String where) {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : members(block, "Condition", where)) {
      String name = operator.getKey();
      boolean orMissing = name.endsWith(IF_EXISTS);
      String bare = orMissing ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
      Operator known =
          named(bare)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "condition operator '"
                              + name
                              + "' in "
                              + where
                              + " is none of "
                              + names()
                              + ", with or without "
                              + IF_EXISTS));
      for (Map.Entry<String, JsonNode> key : members(operator.getValue(), name, where)) {
        conditions.add(
            new Condition(
                known,
                orMissing,
                tag(key.getKey(), where),
                values(key.getValue(), key.getKey(), where)));
      }
    }
    return List.copyOf(conditions);
  }

  private static Iterable<Map.Entry<String, JsonNode>> members(
      JsonNode node, String name, String where) {
    if (!node.isObject() || node.isEmpty()) {
      throw new IllegalArgumentException(name + " in " + where + " must be an object with members");
    }
    return node.properties();
  }

  private static Optional<Operator> named(String name) {
    return Arrays.stream(Operator.values())
        .filter(operator -> operator.wireName().equalsIgnoreCase(name))
        .findFirst();
  }

  private static String names() {
    return Arrays.stream(Operator.values())
        .map(Operator::wireName)
        .collect(Collectors.joining(", "));
  }

  private static String tag(String key, String where) {
    if (!key.regionMatches(true, 0, KEY, 0, KEY.length()) || key.length() == KEY.length()) {
      throw new IllegalArgumentException(
          "condition key '" + key + "' in " + where + " is not " + KEY + "<key of a tag>");
    }
    return key.substring(KEY.length());
  }

  private static List<String> values(JsonNode node, String key, String where) {
    List<JsonNode> given = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(given::add);
    } else {
      given.add(node);
    }
    if (given.isEmpty() || !given.stream().allMatch(JsonNode::isString)) {
      throw new IllegalArgumentException(
          key + " in " + where + " needs a string or a list of strings");
    }
    return given.stream().map(value -> CredentialsFile.literal(value.asString(), where)).toList();
  }
}
