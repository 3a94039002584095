package dev.footlights.api.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the service's model says, restated in {@code model.json}. Paths name members by dots, the
 * elements of a list by {@code []}, the keys and values of a map by {@code {key}} and {@code
 * {value}}.
 */
final class Model {
  private Model() {}

  /**
   * A member of an operation's input.
   *
   * @param place body, path or query
   * @param names those of an enum; else empty
   */
  record Member(
      String path,
      String type,
      boolean required,
      String place,
      Optional<Integer> min,
      Optional<Integer> max,
      Optional<String> pattern,
      List<String> names) {

    /** Whether it is a member of the structure with that prefix, and not of one inside. */
    boolean isDirectlyIn(String prefix) {
      return path.startsWith(prefix)
          && path.length() > prefix.length()
          && path.substring(prefix.length()).matches("[a-zA-Z0-9]+");
    }

    boolean isInside(Member outer) {
      return path.length() > outer.path.length()
          && path.startsWith(outer.path)
          && ".[{".indexOf(path.charAt(outer.path.length())) >= 0;
    }

    /** As refusals name it, where it is in the first element, or under the key {@code k}. */
    String told() {
      return path.replace("[]", ".1.member")
          .replace("{key}", ".key")
          .replace("{value}", ".k.member");
    }
  }

  record Described(
      String name, String method, List<String> errors, List<Member> input, List<String> output) {

    Member member(String path) {
      return input.stream().filter(m -> m.path().equals(path)).findFirst().orElseThrow();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Described> operations() {
    try (InputStream in = Model.class.getResourceAsStream("model.json")) {
      List<Described> all = new ArrayList<>();
      new JsonMapper().readTree(in).forEachEntry((name, op) -> all.add(read(name, op)));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Described operation(String name) {
    return operations().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
  }

  private static Described read(String name, JsonNode op) {
    List<Member> input = new ArrayList<>();
    op.path("input")
        .forEachEntry(
            (path, m) ->
                input.add(
                    new Member(
                        path,
                        m.path("type").asString(),
                        m.path("required").asBoolean(false),
                        m.path("in").asString("body"),
                        m.has("min") ? Optional.of(m.path("min").asInt()) : Optional.empty(),
                        m.has("max") ? Optional.of(m.path("max").asInt()) : Optional.empty(),
                        m.has("pattern")
                            ? Optional.of(m.path("pattern").asString())
                            : Optional.empty(),
                        texts(m.path("enum")))));
    return new Described(
        name,
        op.path("method").asString(),
        texts(op.path("errors")),
        input,
        texts(op.path("output")));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
