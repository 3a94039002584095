package dev.footlights.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.auth.Credential;
import dev.footlights.api.http.Wire;
import dev.footlights.sign.Credentials;
import dev.footlights.sign.Signer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each request here holds its body back: who is answered was not waited for. */
class StrangersAreNotReadTest {
  private static final String BAD_CHUNK = "Transfer-Encoding: chunked\r\n\r\nzz\r\n";
  private static final String HALF = "Content-Length: 100\r\n\r\n{";

  private static final TestServer server =
      new TestServer(true, List.of(new Credential("KEY", "s3", "111122223333", null)), List.of());

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String post(String path, String headers) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: "
        + server.uri("/").getAuthority()
        + "\r\n"
        + headers;
  }

  private static String signed(String key, Instant at) {
    var signature =
        new Signer(new Credentials(key, "s3"), "us-east-1", "ivs")
            .sign("POST", server.uri("/ListStages"), Map.of(), new byte[0], at);
    return "X-Amz-Date: "
        + signature.amzDate()
        + "\r\nAuthorization: "
        + signature.authorization()
        + "\r\n";
  }

  private static String offer(String token) {
    return "Content-Type: application/sdp\r\nAuthorization: Bearer " + token + "\r\n";
  }

  private static String token() {
    return server
        .call("CreateStage")
        .as("KEY", "s3")
        .body("{\"participantTokenConfigurations\":[{\"duration\":1}]}")
        .send()
        .json()
        .path("participantTokens")
        .path(0)
        .path("token")
        .asString();
  }

  private static String answer(String request, String last) throws IOException {
    try (Wire wire = new Wire(server.uri("/").getPort())) {
      return wire.send(request).answer(last);
    }
  }

  private static String brokenOff(String request, String last) throws IOException {
    try (Wire wire = new Wire(server.uri("/").getPort())) {
      return wire.send(request).hangUp().answer(last);
    }
  }

  @Test
  void aCallThatNobodySignedIsNotRead() throws IOException {
    assertThat(answer(post("/ListStages", HALF), "not signed"))
        .startsWith("HTTP/1.1 403")
        .contains("MissingAuthenticationTokenException");
  }

  @Test
  void aRequestOfDevModeThatNobodySignedIsNotRead() throws IOException {
    assertThat(answer(post("/_footlights/reset", HALF), "not signed")).startsWith("HTTP/1.1 403");
  }

  @Test
  void aCallSignedWithAnUnknownKeyIsNotRead() throws IOException {
    assertThat(answer(post("/ListStages", signed("OTHER", Instant.now()) + HALF), "not known here"))
        .startsWith("HTTP/1.1 403")
        .contains("UnrecognizedClientException");
  }

  @Test
  void aCallSignedLongAgoIsNotRead() throws IOException {
    Instant then = Instant.now().minus(Duration.ofHours(1));
    assertThat(answer(post("/ListStages", signed("KEY", then) + HALF), "15 minutes"))
        .startsWith("HTTP/1.1 403")
        .contains("InvalidSignatureException");
  }

  @Test
  void anOfferWithATokenThatNobodyMadeIsNotRead() throws IOException {
    assertThat(answer(post("/whip", offer("a.b.c") + HALF), "bad-token"))
        .startsWith("HTTP/1.1 401")
        .contains("bad-token");
  }

  @Test
  void anOfferWithATokenThatHasExpiredIsNotRead() throws IOException {
    String token = token();
    server.wallOffset.set(Duration.ofMinutes(2));
    try {
      assertThat(answer(post("/whip", offer(token) + HALF), "expired"))
          .startsWith("HTTP/1.1 401")
          .contains("expired");
    } finally {
      server.wallOffset.set(Duration.ZERO);
    }
  }

  @Test
  void aBodyThatIsNoHttpOrBreaksOffIsABadRequestAndNoNews() throws IOException {
    String token = token();
    String news =
        Printed.by(
            () -> {
              String key = signed("KEY", Instant.now());
              assertThat(answer(post("/ListStages", key + BAD_CHUNK), "whole"))
                  .startsWith("HTTP/1.1 400")
                  .contains("ValidationException");
              assertThat(brokenOff(post("/ListStages", key + HALF), "whole"))
                  .startsWith("HTTP/1.1 400")
                  .contains("ValidationException");
              assertThat(answer(post("/whip", offer(token) + BAD_CHUNK), "whole"))
                  .startsWith("HTTP/1.1 400")
                  .contains("application/problem+json");
              assertThat(brokenOff(post("/whip", offer(token) + HALF), "whole"))
                  .startsWith("HTTP/1.1 400")
                  .contains("application/problem+json");
              assertThat(answer(post("/_footlights/clock", key + BAD_CHUNK), "whole"))
                  .startsWith("HTTP/1.1 400");
            });
    assertThat(news).isEmpty();
  }

  @Test
  void aSignedCallOfAMebibyteIsReadAndOneByteMoreIsTooLarge() {
    String most = "{\"x\":\"" + "x".repeat((1 << 20) - 8) + "\"}";
    assertThat(server.call("ListStages").as("KEY", "s3").body(most).send().status()).isEqualTo(200);
    TestServer.Answer more = server.call("ListStages").as("KEY", "s3").body(most + " ").send();
    assertThat(more.status()).isEqualTo(413);
    assertThat(more.error()).isEqualTo("RequestEntityTooLargeException");
  }

  @Test
  void theLongestRequestOfTheModelIsServed() {
    String a = "\\u0061";
    var tags = new StringBuilder();
    for (int i = 10; i < 60; i++) {
      String tag = a.repeat(126) + i;
      tags.append(i == 10 ? "" : ",").append('"').append(tag).append("\":\"");
      tags.append(a.repeat(256)).append('"');
    }
    String spec =
        "{\"userId\":\"" + a.repeat(128) + "\",\"attributes\":{\"k\":\"" + a.repeat(1000) + "\"}}";
    String request =
        "{\"participantTokenConfigurations\":["
            + (spec + ",").repeat(11)
            + spec
            + "],\"tags\":{"
            + tags
            + "}}";
    assertThat(request.length()).isGreaterThan(190_000);
    TestServer.Answer answer = server.call("CreateStage").as("KEY", "s3").body(request).send();
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }
}
