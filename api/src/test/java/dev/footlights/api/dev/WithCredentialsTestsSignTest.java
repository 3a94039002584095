package dev.footlights.api.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.auth.Credential;
import dev.footlights.api.auth.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithCredentialsTestsSignTest {
  private final TestServer server =
      new TestServer(
          true,
          List.of(
              new Credential("ADMIN", "s3cret", "111122223333", null),
              new Credential(
                  "READER",
                  "s3cret",
                  "111122223333",
                  List.of(new Statement(true, List.of("*"), List.of("*"))))),
          List.of());

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reset|",
        "clock|{\"advanceSeconds\": 1}",
        "faults|{\"operation\": \"GetStage\", \"times\": 1}"
      })
  void onlyAKeyThatMayDoAllIsObeyed(String what, String given) {
    String path = "/_footlights/" + what;
    String body = given == null ? "" : given;
    assertThat(server.request("POST", path).unsigned().body(body).send().status()).isEqualTo(403);
    assertThat(server.request("POST", path).as("ADMIN", "guess").body(body).send().status())
        .isEqualTo(403);
    assertThat(server.request("POST", path).as("READER", "s3cret").body(body).send().status())
        .isEqualTo(403);
    assertThat(server.request("POST", path).as("ADMIN", "s3cret").body(body).send().status())
        .isEqualTo(200);
  }
}
