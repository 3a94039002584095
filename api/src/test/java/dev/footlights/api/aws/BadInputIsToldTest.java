package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputIsToldTest {
  private static final String PATTERN =
      "Member must satisfy regular expression pattern:"
          + " arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+";

  private static final TestServer server = TestServer.dev();

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String refusal(String operation, String body) {
    Answer answer = server.call(operation).body(body).send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("ValidationException");
    assertThat(answer.json().path("exceptionMessage").asString()).isEqualTo(answer.message());
    return answer.message();
  }

  @Test
  void theLiteralStringsOfTheReferencePageAreNoArns() {
    assertThat(
            refusal(
                "StopParticipantReplication",
                """
                {"sourceStageArn":"string","destinationStageArn":"string","participantId":"string"}
                """))
        .isEqualTo(
            "2 validation errors detected: Value 'string' at 'destinationStageArn' failed to"
                + " satisfy constraint: "
                + PATTERN
                + "; Value 'string' at 'sourceStageArn' failed to satisfy constraint: "
                + PATTERN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"unknown\":{\"a\":[1]}}", "{\"participantId\":null}"})
  void everyMissingMemberIsNamed(String body) {
    assertThat(refusal("StopParticipantReplication", body))
        .isEqualTo(
            "3 validation errors detected: Value null at 'destinationStageArn' failed to satisfy"
                + " constraint: Member must not be null; Value null at 'participantId' failed to"
                + " satisfy constraint: Member must not be null; Value null at 'sourceStageArn'"
                + " failed to satisfy constraint: Member must not be null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"maxResults":0}|Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1
          {"maxResults":101}|Member must have value less than or equal to 100
          {"nextToken":"%"}|Member must satisfy regular expression pattern: [a-zA-Z0-9+/=_-]*
          {"maxResults":"1"}|Value at 'maxResults' has the wrong JSON type: expected a whole number
          {"maxResults":1.5}|'maxResults'
          {"maxResults":99999999999}|'maxResults'
          {"nextToken":5}|Value at 'nextToken' has the wrong JSON type: expected a string
          {"nextToken":{}}|Value at 'nextToken' has the wrong JSON type: expected a string
          []|The request body must be a JSON object
          null|The request body must be a JSON object
          "x"|The request body must be a JSON object
          {"maxResults":|cannot be read as JSON, line 1
          {"maxResults":1}}|cannot be read as JSON
          {"maxResults":1,"maxResults":2}|cannot be read as JSON
          """)
  void aListSaysWhatIsWrongWithItsInput(String body, String says) {
    assertThat(refusal("ListStages", body)).contains(says);
  }

  @Test
  void boundsInsideListsAndMapsAreCheckedWhereTheyAre() {
    String message =
        refusal(
            "CreateStage",
            """
            {"name":"no spaces","tags":{"":"x"},
             "participantTokenConfigurations":[{},{"duration":20161,"capabilities":["FLY"],
               "attributes":{"a":null}}]}
            """);
    assertThat(message)
        .startsWith("5 validation errors detected: ")
        .contains("Value 'no spaces' at 'name' failed")
        .contains("Value '20161' at 'participantTokenConfigurations.2.member.duration' failed")
        .contains("Value 'FLY' at 'participantTokenConfigurations.2.member.capabilities.1.member'")
        .contains("Member must satisfy enum value set: [PUBLISH, SUBSCRIBE]")
        .contains("at 'tags");
  }

  @Test
  void oneFilterAtATime() {
    assertThat(
            refusal(
                "ListParticipants",
                """
                {"stageArn":"arn:aws:ivs:us-east-1:000000000000:stage/a",
                 "sessionId":"st-1234567890abc","filterByPublished":true,"filterByUserId":"x"}
                """))
        .contains("Only one of");
  }

  @Test
  void aHugeValueIsNotToldAgainInFull() {
    String huge = "x".repeat(100_000);
    assertThat(refusal("GetStage", "{\"arn\":\"" + huge + "\"}")).hasSizeLessThan(1000);
  }

  @Test
  void aBodyOverAMebibyteIsTooLarge() {
    Answer answer = server.call("GetStage").body("x".repeat((1 << 20) + 1)).send();
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.error()).isEqualTo("RequestEntityTooLargeException");
  }

  @Test
  void deepNestingIsRefusedAndNotFollowed() {
    assertThat(refusal("ListStages", "{\"a\":".repeat(5000))).contains("cannot be read as JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"StartComposition", "GetComposition", "StopComposition"})
  void anOperationThatIsNotBuiltSaysSo(String operation) {
    assertThat(refusal(operation, "{}"))
        .isEqualTo(operation + " is not built yet in this version of Footlights");
  }

  @Test
  void aTagOperationIsKnownByItsEncodedPath() {
    Answer answer =
        server
            .request("GET", "/tags/arn%3Aaws%3Aivs%3Aus-east-1%3A000000000000%3Astage%2Fabc")
            .send();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.message()).contains("there is no stage", "stage/abc");
  }
}
