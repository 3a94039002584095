package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Sdk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ivsrealtime.model.Event;

/**
 * What was acknowledged survives {@code kill -9}; who was there is gone, and their events say so.
 */
class ARestartForgetsNothingAndLeavesNoGhostTest {

  @Test
  void afterAKillInTheMiddleOfAReplication(@TempDir Path data) {
    String red;
    String blue;
    String session;
    String id;
    try (var server = Footlights.start("--data", data.toString());
        var sdk = Sdk.of(server)) {
      red = sdk.stage("red");
      blue = sdk.stage("blue");
      try (var host = server.publish(red)) {
        id = host.participantId();
        sdk.start(red, blue, id);
        session = sdk.client().getStage(r -> r.arn(red)).stage().activeSessionId();
        server.kill();
      }
    }

    try (var server = Footlights.start("--data", data.toString());
        var sdk = Sdk.of(server)) {
      var client = sdk.client();
      assertThat(client.getStage(r -> r.arn(red)).stage())
          .satisfies(
              stage -> {
                assertThat(stage.name()).isEqualTo("red");
                assertThat(stage.activeSessionId()).isNullOrEmpty();
              });
      assertThat(client.listParticipants(r -> r.stageArn(red).sessionId(session)).participants())
          .allSatisfy(row -> assertThat(row.stateAsString()).isEqualTo("DISCONNECTED"))
          .anySatisfy(row -> assertThat(row.participantId()).isEqualTo(id));
      assertThat(sdk.replicas(red, id))
          .noneSatisfy(row -> assertThat(row.replicationStateAsString()).isEqualTo("ACTIVE"));
      assertThat(
              client
                  .listParticipantEvents(r -> r.stageArn(red).sessionId(session).participantId(id))
                  .events())
          .extracting(Event::nameAsString)
          .startsWith("JOINED", "PUBLISH_STARTED", "REPLICATION_STARTED")
          .contains("REPLICATION_STOPPED", "PUBLISH_STOPPED", "LEFT");

      try (var host = server.publish(red)) {
        sdk.start(red, blue, host.participantId());
        sdk.stop(red, blue, host.participantId());
      }
    }
  }
}
