package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Needs;
import dev.footlights.e2e.harness.Program;
import dev.footlights.e2e.harness.Repository;
import dev.footlights.e2e.harness.Sdk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code client.stop_participant_replication(...)} of an unmodified boto3. */
class Boto3MakesTheSeedsCallTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void andGetsTheSevenMembersAndTheModelledExceptions() {
    Path python = Needs.python();
    String script =
        Repository.root()
            .resolve("e2e/src/test/resources/dev/footlights/e2e/stop_participant_replication.py")
            .toString();
    try (var server = Footlights.start();
        var sdk = Sdk.of(server)) {
      String red = sdk.stage("red");
      String blue = sdk.stage("blue");
      try (var host = server.publish(red)) {
        String id = host.participantId();
        sdk.start(red, blue, id);

        var result =
            Program.run(server.environment(), List.of(python.toString(), script, red, blue, id));

        assertThat(result.code()).as(result.errors()).isZero();
        List<JsonNode> lines = result.output().lines().map(JSON::readTree).toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).propertyNames())
            .containsExactlyInAnyOrder(
                "accessControlAllowOrigin",
                "accessControlExposeHeaders",
                "cacheControl",
                "contentSecurityPolicy",
                "strictTransportSecurity",
                "xContentTypeOptions",
                "xFrameOptions");
        assertThat(lines.get(1).get("class").asString()).isEqualTo("ResourceNotFoundException");
        assertThat(lines.get(2).get("class").asString()).isEqualTo("ValidationException");
        assertThat(lines.get(2).get("message").asString())
            .contains("2 validation errors detected")
            .contains("Value 'string' at 'sourceStageArn'")
            .contains("Value 'string' at 'destinationStageArn'");
        assertThat(lines.subList(1, 3))
            .allSatisfy(
                line -> {
                  assertThat(line.get("exceptionMessage")).isEqualTo(line.get("message"));
                  assertThat(line.get("accessControlAllowOrigin").asString()).isEqualTo("*");
                });
      }
    }
  }
}
