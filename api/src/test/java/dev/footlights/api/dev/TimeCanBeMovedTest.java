package dev.footlights.api.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeCanBeMovedTest {
  private final TestServer server = TestServer.dev();

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer clock(String method, String body) {
    return server.request(method, "/_footlights/clock").unsigned().body(body).send();
  }

  @Test
  void theClockSaysHowFarItIsAheadAndWhatTimeItIs() {
    assertThat(clock("GET", "").json().path("advancedSeconds").asLong()).isZero();
    clock("POST", "{\"advanceSeconds\": 60}");
    var moved = clock("POST", "{\"advanceSeconds\": 3540}").json();
    assertThat(moved.path("advancedSeconds").asLong()).isEqualTo(3600);
    var now = clock("GET", "").json();
    assertThat(now.path("advancedSeconds").asLong()).isEqualTo(3600);
    assertThat(Instant.parse(now.path("now").asString()))
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(55)), Instant.now().plus(Duration.ofMinutes(65)));
  }

  @Test
  void aTokenExpiresWithoutWaiting() {
    var made =
        server
            .call("CreateStage")
            .body("{\"participantTokenConfigurations\":[{\"duration\":1}]}")
            .send();
    String token = made.json().path("participantTokens").path(0).path("token").asString();
    assertThat(publish(token).text()).doesNotContain("expired");
    clock("POST", "{\"advanceSeconds\": 60}");
    Answer late = publish(token);
    assertThat(late.status()).isEqualTo(401);
    assertThat(late.text()).contains("expired");
  }

  private Answer publish(String token) {
    return server
        .request("POST", "/whip")
        .unsigned()
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/sdp")
        .body("v=0")
        .send();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "", "{\"advanceSeconds\": -1}", "{\"advanceSeconds\": 99999999}", "[]"})
  void whatIsNoStepForwardIsRefusedByName(String body) {
    Answer refused = clock("POST", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.message()).contains("advanceSeconds");
  }
}
