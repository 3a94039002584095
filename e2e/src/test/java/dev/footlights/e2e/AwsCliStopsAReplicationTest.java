package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Needs;
import dev.footlights.e2e.harness.Program;
import dev.footlights.e2e.harness.Sdk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AwsCliStopsAReplicationTest {

  @Test
  void andPrintsTheSevenMembers() {
    Path aws = Needs.awsCli();
    try (var server = Footlights.start();
        var sdk = Sdk.of(server)) {
      String red = sdk.stage("red");
      String blue = sdk.stage("blue");
      try (var host = server.publish(red)) {
        var triple =
            List.of(
                "--source-stage-arn",
                red,
                "--destination-stage-arn",
                blue,
                "--participant-id",
                host.participantId());
        assertThat(call(server, aws, "start-participant-replication", triple).code()).isZero();

        var stopped = call(server, aws, "stop-participant-replication", triple);

        assertThat(stopped.code()).as(stopped.errors()).isZero();
        assertThat(JsonMapper.shared().readTree(stopped.output()).propertyNames()).hasSize(7);
        assertThat(sdk.replicas(red, host.participantId()).getFirst().replicationStateAsString())
            .isEqualTo("STOPPED");

        var again = call(server, aws, "stop-participant-replication", triple);

        assertThat(again.code()).isNotZero();
        assertThat(again.errors())
            .contains("(ResourceNotFoundException) when calling the StopParticipantReplication");
      }
    }
  }

  private static Program.Result call(
      Footlights server, Path aws, String command, List<String> arguments) {
    var line = new ArrayList<>(List.of(aws.toString(), "ivs-realtime", command));
    line.addAll(arguments);
    line.addAll(List.of("--output", "json"));
    return Program.run(server.environment(), line);
  }
}
