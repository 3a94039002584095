package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TheSevenHeadersTest {
  private static final List<String> NAMES =
      List.of(
          "Access-Control-Allow-Origin",
          "Access-Control-Expose-Headers",
          "Cache-Control",
          "Content-Security-Policy",
          "Strict-Transport-Security",
          "X-Content-Type-Options",
          "X-Frame-Options");

  private static final TestServer server = TestServer.dev();

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void assertAll(Answer answer) {
    assertThat(NAMES)
        .allSatisfy(name -> assertThat(answer.raw().headers().allValues(name)).hasSize(1));
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store, no-cache");
    assertThat(answer.header("Content-Security-Policy"))
        .isEqualTo("default-src 'self'; upgrade-insecure-requests;");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("x-amzn-RequestId")).hasSize(36);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void comeWithA200() {
    Answer answer = server.call("ListStages").send();
    assertThat(answer.status()).isEqualTo(200);
    assertAll(answer);
  }

  @Test
  void comeWithEveryError() {
    assertAll(server.call("GetStage").body("{}").send());
    assertAll(server.call("GetStage").unsigned().send());
    assertAll(server.call("NoSuchThing").send());
    assertAll(server.call("GetStage").body("x".repeat((1 << 20) + 1)).send());
    Answer missing =
        server
            .call("GetStage")
            .body("{\"arn\":\"arn:aws:ivs:us-east-1:000000000000:stage/none\"}")
            .send();
    assertAll(missing);
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.error()).isEqualTo("ResourceNotFoundException");
    assertThat(missing.header("x-amzn-errormessage")).isEqualTo(missing.message());
    assertThat(missing.json().path("exceptionMessage").asString()).isEqualTo(missing.message());
  }

  /**
   * With '=' for the colon, and TLS, a browser would refuse plain HTTP to that host for 18 months.
   */
  @Test
  void theTransportSecurityHeaderKeepsTheColonThatDisarmsIt() {
    assertThat(server.call("ListStages").send().header("Strict-Transport-Security"))
        .isEqualTo("max-age:47304000; includeSubDomains");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/whip", "/metrics", "/console/", "/nothing"})
  void comeWithNothingElse(String path) {
    Answer answer = server.request("GET", path).unsigned().send();
    assertThat(answer.header("Strict-Transport-Security")).isEmpty();
    assertThat(answer.header("x-amzn-RequestId")).isEmpty();
  }

  @Test
  void theServerDoesNotSayWhatItRunsOn() {
    Answer answer = server.call("ListStages").send();
    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.header("X-Powered-By")).isEmpty();
  }
}
