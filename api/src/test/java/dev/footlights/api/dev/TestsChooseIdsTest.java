package dev.footlights.api.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestsChooseIdsTest {
  private static final TestServer server = TestServer.dev();

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer stage(String id) {
    return server
        .call("CreateStage")
        .body("{\"tags\":{\"footlights:id\":\"%s\",\"mine\":\"x\"}}".formatted(id))
        .send();
  }

  @Test
  void theTagSaysTheIdAndStaysAmongTheTags() {
    var made = stage("lobby-1").json().path("stage");
    assertThat(made.path("arn").asString())
        .isEqualTo("arn:aws:ivs:us-east-1:000000000000:stage/lobby-1");
    assertThat(made.path("tags").path("footlights:id").asString()).isEqualTo("lobby-1");
    assertThat(made.path("tags").path("mine").asString()).isEqualTo("x");
  }

  @Test
  void aTakenIdIsRefusedWithAnErrorThatTheOperationLists() {
    assertThat(stage("twice").status()).isEqualTo(200);
    Answer second = stage("twice");
    assertThat(second.status()).isEqualTo(400);
    assertThat(second.error()).isEqualTo("ValidationException");
    assertThat(second.message()).contains("footlights:id", "'twice'");
  }

  @Test
  void anIdIsFreeAgainWhenItsStageIsDeletedAndInOtherAccounts() {
    assertThat(stage("again").status()).isEqualTo(200);
    String elsewhere = "{\"tags\":{\"footlights:id\":\"again\"}}";
    assertThat(
            server.call("CreateStage").as("111122223333", "test").body(elsewhere).send().status())
        .isEqualTo(200);
    server
        .call("DeleteStage")
        .body("{\"arn\":\"arn:aws:ivs:us-east-1:000000000000:stage/again\"}")
        .send();
    assertThat(stage("again").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a/b",
        "é",
        "0123456789012345678901234567890123456789012345678901234567890123x"
      })
  void anIdThatNoArnCanEndWithIsRefused(String id) {
    Answer refused = stage(id);
    assertThat(refused.error()).isEqualTo("ValidationException");
    assertThat(refused.message()).contains("footlights:id");
  }
}
