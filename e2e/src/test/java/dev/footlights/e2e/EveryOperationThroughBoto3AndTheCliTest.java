package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Needs;
import dev.footlights.e2e.harness.Program;
import dev.footlights.e2e.harness.Repository;
import dev.footlights.e2e.harness.Sdk;
import dev.footlights.e2e.harness.SigningKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An unmodified boto3 tells the story of every operation and meets every error of every model; an
 * unmodified AWS CLI tells some of it, or with {@code -Dfootlights.cli=all} all of it, for each
 * start of it costs a second.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryOperationThroughBoto3AndTheCliTest {
  private static final int BUILT = 35;

  /** Of each kind of answer and of each kind of argument one. */
  private static final List<String> SOME =
      List.of(
          "CreateStage",
          "UpdateStage",
          "ListStages",
          "CreateParticipantToken",
          "ListParticipants",
          "ListParticipantEvents",
          "StartParticipantReplication",
          "CreateIngestConfiguration",
          "ImportPublicKey",
          "CreateEncoderConfiguration",
          "TagResource",
          "UntagResource");

  private final JsonNode story =
      JsonMapper.shared().readTree(Repository.resource("every_operation.json"));
  private Footlights server;
  private Sdk sdk;

  @BeforeAll
  void start() {
    server = Footlights.start();
    sdk = Sdk.of(server);
  }

  @AfterAll
  void end() {
    sdk.close();
    server.close();
  }

  @Test
  void boto3CallsEachAndCatchesEachErrorByItsClass() {
    List<JsonNode> lines = tell(List.of());

    assertThat(lines.stream().filter(line -> line.has("by"))).hasSize(BUILT);
    assertThat(lines.stream().filter(line -> line.has("error")))
        .extracting(line -> line.get("error").asString())
        .contains("PendingVerification", "InternalServerException", "ServiceQuotaExceededException")
        .hasSizeGreaterThan(4 * BUILT);
  }

  @Test
  void theCliCallsThem() {
    boolean all = "all".equals(System.getProperty("footlights.cli"));
    var more = new ArrayList<>(List.of("--aws", Needs.awsCli().toString()));
    List<String> chosen = operations(entry -> !entry.has("built"));
    chosen.removeIf(operation -> !all && !SOME.contains(operation));
    more.addAll(chosen);

    assertThat(tell(more))
        .filteredOn(line -> line.get("by").asString().equals("cli"))
        .extracting(line -> line.get("operation").asString())
        .containsExactlyElementsOf(chosen)
        .hasSize(all ? BUILT : SOME.size());
  }

  private List<String> operations(Predicate<JsonNode> which) {
    var names = new ArrayList<String>();
    story.forEach(
        entry -> {
          if (which.test(entry)) {
            names.add(entry.get("operation").asString());
          }
        });
    return names;
  }

  /** What the script printed, and no complaint. */
  private List<JsonNode> tell(List<String> more) {
    Path python = Needs.python();
    String red = sdk.stage("red");
    try (var host = server.publish(red)) {
      var command = new ArrayList<>(List.of(python.toString(), path("every_operation.py")));
      command.addAll(List.of(path("every_operation.json"), red, sdk.stage("blue")));
      command.addAll(List.of(host.participantId(), SigningKey.pem()));
      command.addAll(more);
      var result = Program.run(server.environment(), command);
      assertThat(result.code()).as(result.errors()).isZero();
      return Arrays.stream(result.output().split("\n")).map(JsonMapper.shared()::readTree).toList();
    }
  }

  private static String path(String name) {
    return Repository.root()
        .resolve("e2e/src/test/resources/dev/footlights/e2e/" + name)
        .toString();
  }
}
