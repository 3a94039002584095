package dev.footlights.api.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import dev.footlights.api.auth.Credential;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsCanBeAskedForTest {
  private static final String STOP =
      """
      {"sourceStageArn":"arn:aws:ivs:us-east-1:000000000000:stage/a",
       "destinationStageArn":"arn:aws:ivs:us-east-1:000000000000:stage/b","participantId":"p"}
      """;

  private static final TestServer server = TestServer.dev();

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer fault(String body) {
    return server.request("POST", "/_footlights/faults").unsigned().body(body).send();
  }

  private static Answer stopAs(String invocation) {
    return server
        .call("StopParticipantReplication")
        .header("amz-sdk-invocation-id", invocation)
        .body(STOP)
        .send();
  }

  @ParameterizedTest
  @CsvSource({
    "ResourceNotFoundException,404",
    "ValidationException,400",
    "AccessDeniedException,403",
    "InternalServerException,500",
    "ThrottlingException,400",
  })
  void aNamedErrorHappensOnce(String error, int status) {
    var asked =
        fault(
            "{\"operation\":\"StopParticipantReplication\",\"error\":\"%s\",\"times\":1}"
                .formatted(error));
    assertThat(asked.status()).isEqualTo(200);
    Answer answer = stopAs("once " + error);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error()).isEqualTo(error);
    assertThat(answer.message()).contains("asked for");
    assertThat(stopAs("then " + error).message()).doesNotContain("asked for");
  }

  @Test
  void timesCountsCallsAndNotAttempts() {
    fault(
        "{\"operation\":\"StopParticipantReplication\",\"error\":\"InternalServerException\","
            + "\"times\":2}");
    for (int attempt = 0; attempt < 5; attempt++) {
      assertThat(stopAs("first call").error()).isEqualTo("InternalServerException");
    }
    assertThat(stopAs("second call").error()).isEqualTo("InternalServerException");
    assertThat(stopAs("third call").message()).doesNotContain("asked for");
  }

  @Test
  void anUnsignedCallMeetsItsOwnErrorAndUsesUpNoFault() {
    fault("{\"operation\":\"GetStage\",\"error\":\"ResourceNotFoundException\",\"times\":1}");
    assertThat(server.call("GetStage").unsigned().send().error())
        .isEqualTo("MissingAuthenticationTokenException");
    assertThat(server.call("GetStage").send().message()).contains("asked for");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"operation\":\"Nope\"}",
        "{\"operation\":\"StopParticipantReplication\",\"error\":\"ConflictException\"}",
        "{\"operation\":\"StopParticipantReplication\",\"error\":\"Nope\"}",
        "{\"operation\":\"StopParticipantReplication\",\"times\":-1}",
        "{\"operation\":\"StopParticipantReplication\",\"delayMs\":60001}",
        "{\"operation\":\"StopParticipantReplication\",\"typo\":1}",
      })
  void aFaultThatCannotHappenIsRefused(String body) {
    Answer answer = fault(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"seconds\":1}", "{\"advanceSeconds\":\"soon\"}"})
  void aBodyOfAnotherFormIsToldTheForm(String body) {
    Answer answer = server.request("POST", "/_footlights/clock").unsigned().body(body).send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message())
        .isEqualTo("the body must have the form {\"advanceSeconds\": number}");
  }

  @Test
  void aPageFromElsewhereCannotAskForThem() {
    Answer answer =
        server
            .request("POST", "/_footlights/reset")
            .unsigned()
            .header("Origin", "https://evil.example")
            .send();
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void outsideDevModeThereAreNoDevEndpoints() {
    try (var production =
        new TestServer(false, List.of(new Credential("A", "s", "123456789012", null)), List.of())) {
      Answer answer = production.request("POST", "/_footlights/reset").unsigned().send();
      assertThat(answer.status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"advanceSeconds\":-1}", "{\"advanceSeconds\":2592001}"})
  void theClockMovesForwardAndNotForYears(String body) {
    Answer answer = server.request("POST", "/_footlights/clock").unsigned().body(body).send();
    assertThat(answer.status()).isEqualTo(400);
  }
}
