package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnlyPagesOfOursMayCallTest {
  private static final TestServer server =
      new TestServer(true, List.of(), List.of("https://app.example"));

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer preflight(String origin) {
    return server
        .request("OPTIONS", "/StopParticipantReplication")
        .unsigned()
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,x-amz-date")
        .send();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:5173", "https://app.example"})
  void aPreflightOfThisMachineOrOfWhoIsAllowedIsAnswered(String origin) {
    Answer answer = preflight(origin);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .contains("Authorization", "X-Amz-Date", "Content-Type");
    assertThat(answer.header("Vary")).isEqualTo("Origin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://localhost.evil.example"})
  void aPreflightFromElsewhereIsNot(String origin) {
    Answer answer = preflight(origin);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void aCallOfAPageFromElsewhereIsDeniedThoughItsSignatureIsGood() {
    Answer answer = server.call("GetStage").header("Origin", "https://evil.example").send();
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("AccessDeniedException");
    assertThat(server.call("GetStage").header("Origin", "http://localhost:1").send().error())
        .isEqualTo("ValidationException");
  }

  @Test
  void aPageThatReboundItsNameToUsIsDenied() {
    Answer answer =
        server
            .call("GetStage")
            .unsigned()
            .header("Host", "rebound.example")
            .header("Sec-Fetch-Site", "same-origin")
            .send();
    assertThat(answer.error()).isEqualTo("AccessDeniedException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void aPageFromElsewhereThatHidesItsOriginIsDenied(String site) {
    Answer answer =
        server
            .request("GET", "/_footlights/clock")
            .unsigned()
            .header("Sec-Fetch-Site", site)
            .send();
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void anotherContainerMayCallUsAsItLikes() {
    Answer answer = server.call("GetStage").unsigned().header("Host", "footlights:4569").send();
    assertThat(answer.error()).isEqualTo("MissingAuthenticationTokenException");
  }
}
