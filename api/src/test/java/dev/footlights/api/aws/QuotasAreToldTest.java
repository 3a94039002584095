package dev.footlights.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import dev.footlights.live.control.ControlSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotasAreToldTest {
  private static void oneAndNoMore(TestServer server, String create, String body) {
    Answer first = server.call(create).body(body).send();
    assertThat(first.status()).as(first.text()).isEqualTo(200);
    Answer second = server.call(create).body(body).send();
    assertThat(second.status()).isEqualTo(402);
    assertThat(second.error()).isEqualTo("ServiceQuotaExceededException");
    assertThat(server.call(create).region("eu-west-1").body(body).send().status()).isEqualTo(200);
  }

  @Test
  void whatIsOneTooManyIsRefusedInItsAccountAndRegion() {
    try (TestServer server = TestServer.with(ControlSettings.dev().with(Map.of("stages", 1)))) {
      oneAndNoMore(server, "CreateStage", "{}");
    }
  }

  @Test
  void whatWasDeletedMakesRoom() {
    try (TestServer server = TestServer.with(ControlSettings.dev().with(Map.of("stages", 1)))) {
      String arn = server.call("CreateStage").send().json().path("stage").path("arn").asString();
      assertThat(server.call("CreateStage").send().status()).isEqualTo(402);
      server.call("DeleteStage").body("{\"arn\":\"" + arn + "\"}").send();
      assertThat(server.call("CreateStage").send().status()).isEqualTo(200);
    }
  }
}
