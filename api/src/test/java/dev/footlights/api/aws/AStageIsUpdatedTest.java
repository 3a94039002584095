package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AStageIsUpdatedTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String NOTHING_CONFIGURED =
      """
      {"storageConfigurationArn":"","mediaTypes":["AUDIO_VIDEO"],
       "thumbnailConfiguration":
         {"targetIntervalSeconds":60,"storage":["SEQUENTIAL"],"recordingMode":"DISABLED"},
       "recordingReconnectWindowSeconds":0,
       "hlsConfiguration":{"targetSegmentDurationSeconds":6},
       "recordParticipantReplicas":true}
      """;

  private static final String EVERYTHING =
      """
      {"storageConfigurationArn":"%s","mediaTypes":["AUDIO_ONLY"],
       "thumbnailConfiguration":
         {"targetIntervalSeconds":5,"storage":["LATEST","SEQUENTIAL"],"recordingMode":"INTERVAL"},
       "recordingReconnectWindowSeconds":300,
       "hlsConfiguration":{"targetSegmentDurationSeconds":10},
       "recordParticipantReplicas":false}
      """;

  private static final String ABSENT =
      "arn:aws:ivs:us-east-1:000000000000:storage-configuration/absent";

  private static final TestServer server = TestServer.dev();

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode ok(String operation, String body) {
    Answer answer = server.call(operation).body(body).send();
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static String stage(String body) {
    return ok("CreateStage", body).path("stage").path("arn").asString();
  }

  private static String storage() {
    return ok("CreateStorageConfiguration", "{\"s3\":{\"bucketName\":\"a-bucket\"}}")
        .path("storageConfiguration")
        .path("arn")
        .asString();
  }

  private static JsonNode update(String arn, String members) {
    return ok("UpdateStage", "{\"arn\":\"" + arn + "\"," + members + "}").path("stage");
  }

  private static String recording(String configuration) {
    return "\"autoParticipantRecordingConfiguration\":" + configuration;
  }

  private static JsonNode recordingOf(String arn) {
    return ok("GetStage", "{\"arn\":\"" + arn + "\"}")
        .path("stage")
        .path("autoParticipantRecordingConfiguration");
  }

  @Test
  void aStageThatWasToldNothingEchoesTheDefaults() {
    JsonNode made = ok("CreateStage", "{}").path("stage");
    assertThat(made.path("autoParticipantRecordingConfiguration"))
        .isEqualTo(JSON.readTree(NOTHING_CONFIGURED));
    assertThat(recordingOf(made.path("arn").asString()))
        .isEqualTo(JSON.readTree(NOTHING_CONFIGURED));
    assertThat(made.path("endpoints").propertyNames()).containsExactly("events", "whip");
  }

  @Test
  void whatIsNotGivenStays() {
    String everything = EVERYTHING.formatted(storage());
    String arn = stage("{\"name\":\"red\"}");
    JsonNode recorded = update(arn, recording(everything));
    assertThat(recorded.path("name").asString()).isEqualTo("red");
    assertThat(recorded.path("autoParticipantRecordingConfiguration"))
        .isEqualTo(JSON.readTree(everything));
    JsonNode renamed = update(arn, "\"name\":\"blue\"");
    assertThat(renamed.path("name").asString()).isEqualTo("blue");
    assertThat(renamed.path("autoParticipantRecordingConfiguration"))
        .isEqualTo(JSON.readTree(everything));
    assertThat(ok("GetStage", "{\"arn\":\"" + arn + "\"}").path("stage")).isEqualTo(renamed);
  }

  @Test
  void anEmptyNameTakesTheNameAway() {
    assertThat(update(stage("{\"name\":\"red\"}"), "\"name\":\"\"").path("name").asString())
        .isEmpty();
  }

  @Test
  void anOmittedMemberOfAConfigurationTakesItsDefaultAndNotWhatWasThere() {
    String storage = storage();
    String arn = stage("{" + recording(EVERYTHING.formatted(storage)) + "}");
    assertThat(recordingOf(arn)).isEqualTo(JSON.readTree(EVERYTHING.formatted(storage)));
    update(arn, recording("{\"storageConfigurationArn\":\"" + storage + "\"}"));
    assertThat(recordingOf(arn))
        .isEqualTo(
            JSON.readTree(
                NOTHING_CONFIGURED.replace(
                    "\"storageConfigurationArn\":\"\"",
                    "\"storageConfigurationArn\":\"" + storage + "\"")));
  }

  @Test
  void noStorageDisablesAndForgetsTheRest() {
    String arn = stage("{" + recording(EVERYTHING.formatted(storage())) + "}");
    assertThat(
            update(arn, recording(EVERYTHING.formatted("")))
                .path("autoParticipantRecordingConfiguration"))
        .isEqualTo(JSON.readTree(NOTHING_CONFIGURED));
    assertThat(recordingOf(arn)).isEqualTo(JSON.readTree(NOTHING_CONFIGURED));
  }

  @Test
  void aStorageConfigurationThatIsNotThereIsToldAsEachModelCan() {
    String arn = stage("{}");
    String absent = recording("{\"storageConfigurationArn\":\"" + ABSENT + "\"}");
    Answer updated =
        server.call("UpdateStage").body("{\"arn\":\"" + arn + "\"," + absent + "}").send();
    assertThat(updated.status()).isEqualTo(404);
    assertThat(updated.error()).isEqualTo("ResourceNotFoundException");
    assertThat(updated.message()).contains("storageConfigurationArn").contains(ABSENT);
    Answer created = server.call("CreateStage").body("{" + absent + "}").send();
    assertThat(created.status()).isEqualTo(400);
    assertThat(created.error()).isEqualTo("ValidationException");
    assertThat(created.message()).contains("storageConfigurationArn").contains(ABSENT);
    assertThat(recordingOf(arn)).isEqualTo(JSON.readTree(NOTHING_CONFIGURED));
  }

  @Test
  void anothersStorageConfigurationIsNotThere() {
    String storage = storage();
    String body = "{" + recording("{\"storageConfigurationArn\":\"" + storage + "\"}") + "}";
    Answer elsewhere = server.call("CreateStage").region("eu-west-1").body(body).send();
    assertThat(elsewhere.status()).isEqualTo(400);
    assertThat(elsewhere.message()).contains(storage);
  }

  @ParameterizedTest
  @CsvSource({
    "'',400",
    "',\"recordingMode\":\"DISABLED\"',400",
    "',\"recordingMode\":\"INTERVAL\"',200"
  })
  void theIntervalOfThumbnailsGoesWithIntervalModeOnly(String mode, int status) {
    String body =
        """
        {"autoParticipantRecordingConfiguration":{"storageConfigurationArn":"%s",
         "thumbnailConfiguration":{"targetIntervalSeconds":30%s}}}
        """
            .formatted(storage(), mode);
    Answer answer = server.call("CreateStage").body(body).send();
    assertThat(answer.status()).isEqualTo(status);
    if (status == 400) {
      assertThat(answer.message()).contains("targetIntervalSeconds").contains("INTERVAL");
    }
  }

  @Test
  void aStageThatIsNotThereCannotBeUpdated() {
    Answer answer =
        server
            .call("UpdateStage")
            .body("{\"arn\":\"arn:aws:ivs:us-east-1:000000000000:stage/absent\",\"name\":\"x\"}")
            .send();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error()).isEqualTo("ResourceNotFoundException");
  }

  @Test
  void tokensComeInTheOrderInWhichTheyWereAskedFor() {
    var asked = new StringBuilder();
    for (int i = 1; i <= 12; i++) {
      asked.append(i == 1 ? "" : ",").append("{\"userId\":\"user").append(i).append("\"}");
    }
    JsonNode made = ok("CreateStage", "{\"participantTokenConfigurations\":[" + asked + "]}");
    JsonNode tokens = made.path("participantTokens");
    assertThat(tokens.size()).isEqualTo(12);
    for (int i = 1; i <= 12; i++) {
      assertThat(tokens.path(i - 1).path("userId").asString()).isEqualTo("user" + i);
    }
    assertThat(ok("CreateStage", "{}").path("participantTokens").size()).isZero();
  }
}
