package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole life of a replication as a SDK sees it; media itself is another test's matter. */
class AReplicationByHttpTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TestServer server = TestServer.dev();

  @BeforeAll
  static void publish() {
    server.mediaArrives();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A stage with a publisher in it. */
  private record Published(String arn, String session, String participant) {
    static Published in(String name) {
      JsonNode made =
          call(
                  "CreateStage",
                  Map.of(
                      "name",
                      name,
                      "participantTokenConfigurations",
                      List.of(Map.of("userId", "ann"))))
              .json();
      String arn = made.path("stage").path("arn").asString();
      assertThat(made.path("stage").has("activeSessionId")).isFalse();
      JsonNode token = made.path("participantTokens").path(0);
      Answer answer =
          server
              .request("POST", "/whip")
              .unsigned()
              .header("Content-Type", "application/sdp")
              .header("Authorization", "Bearer " + token.path("token").asString())
              .body(TestServer.offer("sendonly"))
              .send();
      assertThat(answer.status()).isEqualTo(201);
      String session =
          call("GetStage", Map.of("arn", arn))
              .json()
              .path("stage")
              .path("activeSessionId")
              .asString();
      return new Published(arn, session, token.path("participantId").asString());
    }

    JsonNode shown() {
      return call(
              "GetParticipant",
              Map.of("stageArn", arn, "sessionId", session, "participantId", participant))
          .json()
          .path("participant");
    }

    JsonNode listed() {
      return call("ListParticipants", Map.of("stageArn", arn, "sessionId", session))
          .json()
          .path("participants")
          .path(0);
    }

    List<String> events() {
      return call(
              "ListParticipantEvents",
              Map.of("stageArn", arn, "sessionId", session, "participantId", participant))
          .json()
          .path("events")
          .values()
          .stream()
          .map(event -> event.path("name").asString())
          .toList();
    }
  }

  private static Answer call(String operation, Map<String, ?> members) {
    return server.call(operation).body(JSON.writeValueAsString(members)).send();
  }

  private static String stage(String name) {
    return call("CreateStage", Map.of("name", name)).json().path("stage").path("arn").asString();
  }

  private static Map<String, String> triple(String source, String destination, String participant) {
    return Map.of(
        "sourceStageArn", source,
        "destinationStageArn", destination,
        "participantId", participant);
  }

  private static JsonNode replicas(Published red) {
    return call(
            "ListParticipantReplicas",
            Map.of("sourceStageArn", red.arn(), "participantId", red.participant()))
        .json()
        .path("replicas");
  }

  @Test
  void startsIsListedAndStops() {
    Published red = Published.in("red");
    assertThat(red.shown().path("replicationType").asString()).isEqualTo("NONE");
    assertThat(red.shown().has("replicationState")).isFalse();
    assertThat(red.shown().path("firstJoinTime").asString()).matches("[0-9-]{10}T[0-9:.]+Z");
    String blue = stage("blue");
    var triple = triple(red.arn(), blue, red.participant());

    Answer started = call("StartParticipantReplication", triple);
    assertThat(started.status()).isEqualTo(200);
    assertThat(started.text()).isEqualTo("{}");
    assertThat(started.header("X-Frame-Options")).isEqualTo("DENY");

    JsonNode row = replicas(red).path(0);
    assertThat(row.path("replicationState").asString()).isEqualTo("ACTIVE");
    assertThat(row.path("sourceSessionId").asString()).isEqualTo(red.session());
    assertThat(row.path("destinationStageArn").asString()).isEqualTo(blue);

    var replica =
        new Published(blue, row.path("destinationSessionId").asString(), red.participant());
    assertThat(replica.shown().path("replicationType").asString()).isEqualTo("REPLICA");
    assertThat(replica.shown().path("sourceStageArn").asString()).isEqualTo(red.arn());
    assertThat(replica.listed().path("sourceSessionId").asString()).isEqualTo(red.session());
    assertThat(red.shown().path("replicationType").asString()).isEqualTo("SOURCE");
    assertThat(red.shown().has("sourceStageArn")).isFalse();
    assertThat(red.listed().path("sourceStageArn").asString("absent")).isEmpty();

    Answer again = call("StartParticipantReplication", triple);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.error()).isEqualTo("ConflictException");

    Answer swapped = call("StopParticipantReplication", triple(blue, red.arn(), red.participant()));
    assertThat(swapped.status()).isEqualTo(404);
    assertThat(swapped.message()).contains("is replicated from " + red.arn() + " to " + blue);

    Answer stopped = call("StopParticipantReplication", triple);
    assertThat(stopped.status()).isEqualTo(200);
    assertThat(stopped.text()).isEqualTo("{}");
    assertThat(replicas(red).path(0).path("replicationState").asString()).isEqualTo("STOPPED");
    assertThat(red.events())
        .containsExactly("JOINED", "PUBLISH_STARTED", "REPLICATION_STARTED", "REPLICATION_STOPPED");
    assertThat(replica.events())
        .containsExactly("JOINED", "PUBLISH_STARTED", "PUBLISH_STOPPED", "LEFT");

    Answer once = call("StopParticipantReplication", triple);
    assertThat(once.status()).isEqualTo(404);
    assertThat(once.error()).isEqualTo("ResourceNotFoundException");
  }

  @Test
  void aRetriedStopIsNoNotFoundAndARetriedStartNoConflict() {
    Published red = Published.in("red");
    String body = JSON.writeValueAsString(triple(red.arn(), stage("blue"), red.participant()));
    for (String operation : List.of("StartParticipantReplication", "StopParticipantReplication")) {
      for (int attempt = 0; attempt < 3; attempt++) {
        Answer answer =
            server
                .call(operation)
                .header("amz-sdk-invocation-id", "one call of " + operation)
                .body(body)
                .send();
        assertThat(answer.status()).isEqualTo(200);
      }
    }
    Answer other =
        server
            .call("StopParticipantReplication")
            .header("amz-sdk-invocation-id", "another call")
            .body(body)
            .send();
    assertThat(other.status()).isEqualTo(404);
  }

  @Test
  void aTokenCanBeMadeAndItsParticipantPutOut() {
    Published red = Published.in("red");
    JsonNode token =
        call(
                "CreateParticipantToken",
                Map.of("stageArn", red.arn(), "duration", 5, "capabilities", List.of()))
            .json()
            .path("participantToken");
    assertThat(token.path("duration").asInt()).isEqualTo(5);
    assertThat(token.path("capabilities").isEmpty()).isTrue();
    assertThat(token.path("userId").asString("absent")).isEmpty();
    Answer out =
        call(
            "DisconnectParticipant",
            Map.of("stageArn", red.arn(), "participantId", red.participant(), "reason", "x"));
    assertThat(out.status()).isEqualTo(200);
    assertThat(red.shown().path("state").asString()).isEqualTo("DISCONNECTED");
    assertThat(red.shown().path("published").asBoolean()).isTrue();
    assertThat(call("DeleteStage", Map.of("arn", red.arn())).text()).isEqualTo("{}");
    assertThat(call("GetStage", Map.of("arn", red.arn())).status()).isEqualTo(404);
  }
}
