package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileBodiesAreRefusedTest {
  private static final TestServer server = TestServer.dev();

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer createStage(String body) {
    return server.call("CreateStage").body(body).send();
  }

  private static String refusal(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("ValidationException");
    return answer.message();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"x\":{\"a\":1,\"a\":1}}",
        "{\"x\":NaN}",
        "{\"x\":Infinity}",
        "{\"x\":1e}",
        "{\"x\":01}",
        "{\"x\":'a'}",
        "{\"x\":\"\t\"}",
        "{\"x\":\"\\x\"}",
        "{'x':1}",
        "{x:1}",
        "{\"x\":1,}",
        "{\"x\":[1,]}",
        "{}x",
        "/* none */ {}",
        "{",
        "\u0000",
      })
  void whatIsNoJsonIsSaidToBeNone(String body) {
    assertThat(refusal(createStage(body))).contains("cannot be read as JSON");
  }

  @ParameterizedTest
  @CsvSource({
    "7B2278223A22FF227D, a byte of no character",
    "7B2278223A22C080227D, an overlong form",
    "7B2278223A22C3227D, half of a character",
    "7B2278223A22F8888080227D, five bytes",
    "FF7B7D, a byte before the object",
    "7B2278223A22EDA080227D, half of a pair",
  })
  void whatIsNoUtf8IsRefused(String hex, String what) {
    byte[] body = HexFormat.of().parseHex(hex);
    assertThat(refusal(server.call("CreateStage").body(body).send()))
        .as(what)
        .isEqualTo("The request body is not UTF-8");
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    byte[] body = "\uFEFF{\"name\":\"marked\"}".getBytes(StandardCharsets.UTF_8);
    Answer answer = server.call("CreateStage").body(body).send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("stage").path("name").asString()).isEqualTo("marked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"x\":"})
  void deepNestingIsNotFollowed(String opening) {
    assertThat(refusal(createStage("{\"x\":" + opening.repeat(100_000))))
        .contains("cannot be read as JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "99999999999", "1.0"})
  void aNumberThatIsNoWholeOneIsRefusedByName(String number) {
    assertThat(refusal(server.call("ListStages").body("{\"maxResults\":" + number + "}").send()))
        .contains("'maxResults'");
  }

  @Test
  void aNumberOfManyDigitsIsRefused() {
    String digits = "9".repeat(500_000);
    assertThat(refusal(server.call("ListStages").body("{\"maxResults\":" + digits + "}").send()))
        .hasSizeLessThan(500);
    Answer unknown = server.call("ListStages").body("{\"x\":" + digits + "}").send();
    assertThat(unknown.status()).isIn(200, 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00", "\\ude00\\ud83d", "a\\ud83d", "\\u0000"})
  void aTextThatCannotBeKeptIsRefusedWhereItStands(String text) {
    assertThat(
            refusal(
                createStage(
                    "{\"participantTokenConfigurations\":[{\"userId\":\"%s\"}]}".formatted(text))))
        .contains("'participantTokenConfigurations.1.member.userId'")
        .contains("lone surrogates");
    assertThat(refusal(createStage("{\"tags\":{\"a\":\"%s\"}}".formatted(text))))
        .contains("'tags.a.member'");
    assertThat(refusal(createStage("{\"tags\":{\"%s\":\"a\"}}".formatted(text)))).contains("'tags");
    assertThat(
            refusal(
                createStage(
                    "{\"participantTokenConfigurations\":[{\"attributes\":{\"%s\":5}}]}"
                        .formatted(text))))
        .contains("attributes");
  }

  @Test
  void aCharacterOfTwoHalvesIsKeptWhole() {
    Answer made =
        createStage("{\"participantTokenConfigurations\":[{\"userId\":\"\\ud83d\\ude00\"}]}");
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.json().path("participantTokens").path(0).path("userId").asString())
        .isEqualTo("\uD83D\uDE00");
  }

  @Test
  void aBadValueIsCutBetweenTheHalvesOfACharacterAndStillTold() {
    assertThat(refusal(createStage("{\"name\":\"" + "a".repeat(127) + "\uD83D\uDE00 x\"}")))
        .contains("at 'name'");
  }
}
