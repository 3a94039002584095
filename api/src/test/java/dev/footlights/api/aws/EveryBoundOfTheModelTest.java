package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import dev.footlights.api.aws.Model.Described;
import dev.footlights.api.aws.Model.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Walks the model's content and breaks each bound once, in each operation that is built. */
class EveryBoundOfTheModelTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Composition comes with the composer. */
  private static final Set<String> NOT_BUILT =
      Set.of("StartComposition", "GetComposition", "ListCompositions", "StopComposition");

  /**
   * What the published pattern says, and what is asked instead: it allows types of one letter only,
   * so that no ARN there is would do.
   */
  private static final Map<String, String> MALFORMED =
      Map.of(
          "arn:aws:ivs:[a-z0-9-]+:[0-9]+:[a-z-]/[a-zA-Z0-9-]+",
          "arn:aws:ivs:[a-z0-9-]+:[0-9]+:[a-z-]+/[a-zA-Z0-9-]+");

  private static final TestServer server = TestServer.dev();

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A value for one member, and what must be told of it, or must not. */
  record Case(Described operation, Member member, String what, JsonNode value, String told) {
    Answer send() {
      return ModelRequest.send(server, operation, Map.of(member, value));
    }

    @Override
    public String toString() {
      return operation.name() + "." + member.path() + ": " + what;
    }
  }

  private static Set<String> built() {
    Set<String> built = new TreeSet<>();
    server
        .request("GET", "/_footlights/coverage")
        .unsigned()
        .send()
        .json()
        .path("coverage")
        .forEach(
            operation -> {
              if (!operation.path("state").asString().equals("not yet")) {
                built.add(operation.path("operation").asString());
              }
            });
    return built;
  }

  private static Stream<Described> operations() {
    Set<String> built = built();
    return Model.operations().stream().filter(operation -> built.contains(operation.name()));
  }

  @Test
  void onlyCompositionIsNotBuilt() {
    Set<String> not = new TreeSet<>();
    Model.operations().forEach(operation -> not.add(operation.name()));
    assertThat(not).hasSize(39);
    not.removeAll(built());
    assertThat(not).containsExactlyInAnyOrderElementsOf(NOT_BUILT);
  }

  // --- each bound, broken ----------------------------------------------------------------------

  static Stream<Case> broken() {
    return operations()
        .flatMap(operation -> operation.input().stream().flatMap(m -> broken(operation, m)));
  }

  private static Stream<Case> broken(Described op, Member m) {
    List<Case> cases = new ArrayList<>();
    boolean element = m.path().endsWith("]") || m.path().endsWith("{value}");
    boolean inBody = m.place().equals("body") && !m.path().startsWith("tagKeys");
    if (m.required() && inBody || m.place().equals("query")) {
      cases.add(new Case(op, m, "left out", NODES.missingNode(), "Member must not be null"));
    }
    if ((m.required() || element) && inBody) {
      cases.add(new Case(op, m, "null", NODES.nullNode(), "Member must not be null"));
    }
    if (inBody && !m.path().endsWith("{key}")) {
      JsonNode other =
          m.type().equals("string") ? NODES.numberNode(5) : NODES.stringNode("of another type");
      cases.add(new Case(op, m, "of another type", other, "has the wrong JSON type"));
    }
    // An empty name in the path is a path of no operation.
    m.min()
        .filter(min -> min > 0 && !m.place().equals("path"))
        .ifPresent(
            min ->
                cases.add(
                    new Case(
                        op,
                        m,
                        "below " + min,
                        sized(op, m, min - 1),
                        "Member must have %s greater than or equal to %d"
                            .formatted(measure(m), min))));
    m.max()
        .ifPresent(
            max ->
                cases.add(
                    new Case(
                        op,
                        m,
                        "above " + max,
                        sized(op, m, max + 1),
                        "Member must have %s less than or equal to %d"
                            .formatted(measure(m), max))));
    m.pattern()
        .ifPresent(
            pattern ->
                cases.add(
                    new Case(
                        op,
                        m,
                        "not of its pattern",
                        NODES.stringNode("%%%%%%%%%%%%%%%%"),
                        "Member must satisfy regular expression pattern: "
                            + MALFORMED.getOrDefault(pattern, pattern))));
    if (!m.names().isEmpty()) {
      cases.add(
          new Case(
              op,
              m,
              "none of its names",
              NODES.stringNode(m.names().getFirst() + "X"),
              "Member must satisfy enum value set: " + m.names()));
    }
    return cases.stream();
  }

  private static String measure(Member m) {
    return m.type().equals("integer") || m.type().equals("float") ? "value" : "length";
  }

  private static JsonNode sized(Described op, Member m, int size) {
    return switch (m.type()) {
      case "integer" -> NODES.numberNode(size);
      case "float" -> NODES.numberNode((float) size);
      case "list", "map" -> new ModelRequest(op, Map.of()).members(m, size);
      default ->
          NODES.stringNode(
              size < m.min().orElse(0) ? "a".repeat(size) : ModelRequest.text(m, size));
    };
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aBrokenBoundIsToldByMemberAndRule(Case broken) {
    Answer answer = broken.send();
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("ValidationException");
    assertThat(answer.message()).contains("at '" + broken.member().told() + "'", broken.told());
  }

  // --- each bound, kept ------------------------------------------------------------------------

  static Stream<Case> kept() {
    return operations()
        .flatMap(operation -> operation.input().stream().flatMap(m -> kept(operation, m)));
  }

  private static Stream<Case> kept(Described op, Member m) {
    List<Case> cases = new ArrayList<>();
    // A query says nothing of an empty list.
    m.min()
        .filter(min -> min > 0 || !m.place().equals("query"))
        .ifPresent(min -> cases.add(new Case(op, m, "just " + min, sized(op, m, min), "")));
    m.max().ifPresent(max -> cases.add(new Case(op, m, "just " + max, sized(op, m, max), "")));
    m.names().forEach(name -> cases.add(new Case(op, m, name, NODES.stringNode(name), "")));
    if (m.type().equals("boolean")) {
      cases.add(new Case(op, m, "false", NODES.booleanNode(false), ""));
    }
    if (m.pattern().isPresent() && m.max().isEmpty()) {
      cases.add(new Case(op, m, "good", NODES.stringNode(ModelRequest.text(m, 1)), ""));
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("kept")
  void aKeptBoundIsNoReasonToRefuse(Case kept) {
    Answer answer = kept.send();
    assertThat(answer.status()).isLessThan(500);
    if (answer.status() == 400) {
      assertThat(answer.message())
          .doesNotContain("failed to satisfy constraint")
          .doesNotContain("wrong JSON type");
    }
  }

  // --- all at once -----------------------------------------------------------------------------

  @ParameterizedTest
  @MethodSource("operations")
  void everyViolationIsToldInOneAnswer(Described operation) {
    Map<Member, JsonNode> all = new LinkedHashMap<>();
    for (Member m : operation.input()) {
      boolean below = !m.path().matches("[a-zA-Z0-9]+");
      if (below && operation.input().stream().anyMatch(o -> m.isInside(o) && all.containsKey(o))) {
        continue;
      }
      broken(operation, m)
          .filter(c -> !c.value().isMissingNode() && !c.value().isNull())
          .filter(c -> !c.what().equals("of another type"))
          .reduce((first, last) -> last)
          .ifPresent(c -> all.put(m, c.value()));
    }
    Answer answer = ModelRequest.send(server, operation, all);
    assertThat(answer.status()).isLessThan(500);
    if (!all.isEmpty()) {
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.message()).matches("(?s)[0-9]+ validation errors? detected: .*");
      for (Member m : all.keySet()) {
        assertThat(answer.message()).contains("at '" + m.told() + "'");
      }
    }
  }

  @Test
  void lengthsAreCountedInCharactersAndNotInHalvesOfThem() {
    String face = "\uD83D\uDE00";
    String long128 = "{\"participantTokenConfigurations\":[{\"userId\":\"%s\"}]}";
    assertThat(server.call("CreateStage").body(long128.formatted(face.repeat(128))).send().status())
        .isEqualTo(200);
    assertThat(
            server.call("CreateStage").body(long128.formatted(face.repeat(129))).send().message())
        .contains("Member must have length less than or equal to 128");
  }
}
