package dev.footlights.client.seed;

import dev.footlights.client.http.ClientException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What properties say when the functions in them are carried out. */
final class Values {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");

  /** Knows the template's names. */
  interface Names {
    /** What Ref of a name is. */
    Object ref(String where, String name);

    /** What Fn::GetAtt is. */
    Object attribute(String where, String name, String attribute);
  }

  private final Names names;

  Values(Names names) {
    this.names = names;
  }

  /**
   * @param where for messages
   * @throws ClientException when a function is not understood, in one line
   */
  Object resolve(String where, Object value) {
    if (value instanceof List<?> list) {
      List<Object> resolved = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        resolved.add(resolve(where + "[" + i + "]", list.get(i)));
      }
      return resolved;
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    if (map.size() == 1) {
      String key = String.valueOf(map.keySet().iterator().next());
      if (key.equals("Ref") || key.equals("Condition") || key.startsWith("Fn::")) {
        return function(where + "." + key, key, map.values().iterator().next());
      }
    }
    Map<String, Object> resolved = new LinkedHashMap<>();
    map.forEach((key, item) -> resolved.put(key + "", resolve(where + "." + key, item)));
    return resolved;
  }

  private Object function(String where, String name, Object argument) {
    return switch (name) {
      case "Ref" -> names.ref(where, String.valueOf(argument));
      case "Fn::GetAtt" -> {
        List<?> parts =
            argument instanceof List<?> list
                ? list
                : List.of((Object[]) String.valueOf(argument).split("\\.", 2));
        if (parts.size() != 2) {
          throw new ClientException(where + " must name a resource and its attribute");
        }
        yield names.attribute(where, parts.get(0) + "", parts.get(1) + "");
      }
      case "Fn::Sub" ->
          argument instanceof List<?> list
                  && list.size() == 2
                  && list.get(1) instanceof Map<?, ?> own
              ? sub(where, String.valueOf(list.get(0)), own)
              : sub(where, String.valueOf(argument), Map.of());
      case "Fn::Join" -> {
        if (argument instanceof List<?> list
            && list.size() == 2
            && resolve(where, list.get(1)) instanceof List<?> parts) {
          yield String.join(
              String.valueOf(list.get(0)), parts.stream().map(String::valueOf).toList());
        }
        throw new ClientException(where + " must have a delimiter and a list");
      }
      default ->
          throw new ClientException(
              where + " is not understood; Ref, Fn::GetAtt, Fn::Sub and Fn::Join are");
    };
  }

  private String sub(String where, String text, Map<?, ?> own) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(String.valueOf(place(where, place, own))));
  }

  private Object place(String where, MatchResult place, Map<?, ?> own) {
    String name = place.group(1).strip();
    if (name.startsWith("!")) {
      return "${" + name.substring(1) + "}";
    }
    if (own.get(name) instanceof Object mine) {
      return resolve(where, mine);
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? names.ref(where, name)
        : names.attribute(where, name.substring(0, dot), name.substring(dot + 1));
  }
}
