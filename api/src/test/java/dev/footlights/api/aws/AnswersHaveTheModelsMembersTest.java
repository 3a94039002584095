package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.aws.Model.Described;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SDKs read what the model lists: an answer has no member beside, and leaves out only these. */
class AnswersHaveTheModelsMembersTest {
  /** Ends of paths, and why nobody is told them. */
  private static final Map<String, String> ABSENT =
      Map.of(
          "stage.endpoints.rtmp", "nothing listens for RTMP yet",
          "stage.endpoints.rtmps", "nothing listens for RTMP yet",
          "participant.ingestConfigurationArn", "nobody publishes by RTMP yet",
          "participants[].ingestConfigurationArn", "nobody publishes by RTMP yet");

  private static Stream<Described> operations() {
    return Model.operations().stream()
        .filter(o -> !o.name().endsWith("Composition") && !o.name().equals("ListCompositions"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anAnswerHasWhatTheModelListsAndNothingElse(Described operation) {
    Set<String> expected = new TreeSet<>(operation.output());
    expected.removeIf(path -> ABSENT.keySet().stream().anyMatch(absent -> path.startsWith(absent)));
    assertThat(answered(operation)).isEqualTo(expected);
  }

  private static Set<String> answered(Described operation) {
    Set<String> paths = new TreeSet<>();
    try {
      walk(
          Class.forName(AwsApi.class.getPackageName() + "." + operation.name() + "$Response"),
          "",
          paths);
    } catch (ClassNotFoundException nothingIsAnswered) {
      return paths;
    }
    return paths;
  }

  private static void walk(Class<?> structure, String prefix, Set<String> paths) {
    for (RecordComponent member : structure.getRecordComponents()) {
      String path = prefix + member.getName();
      Type type = member.getGenericType();
      if (List.class.isAssignableFrom(member.getType())) {
        path += "[]";
        type = ((ParameterizedType) type).getActualTypeArguments()[0];
      } else if (Map.class.isAssignableFrom(member.getType())) {
        path += "{}";
      }
      paths.add(path);
      if (type instanceof Class<?> inner && inner.isRecord()) {
        walk(inner, path + ".", paths);
      }
    }
  }
}
