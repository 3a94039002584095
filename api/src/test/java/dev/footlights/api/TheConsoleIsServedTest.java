package dev.footlights.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer.Answer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TheConsoleIsServedTest {
  private static final TestServer server = TestServer.dev();

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aBrowserIsSentThereAndOthersAreNot() {
    Answer browser =
        server.request("GET", "/").unsigned().header("Accept", "text/html,*/*;q=0.8").send();
    assertThat(browser.status()).isEqualTo(302);
    assertThat(browser.header("Location")).endsWith("/console/");
    assertThat(server.request("GET", "/").unsigned().send().status()).isEqualTo(200);
  }

  @Test
  void thePageMayLoadFromThisServerOnly() {
    Answer page = server.request("GET", "/console/").unsigned().send();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    String here = server.uri("").getAuthority();
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .contains("script-src 'self';")
        .contains("connect-src 'self' http://" + here + "/ ws://" + here + "/;");
  }

  @Test
  void anUnchangedFileIsNotSentAgain() {
    String etag = server.request("GET", "/console/index.html").unsigned().send().header("ETag");
    assertThat(etag).isNotEmpty();
    Answer again =
        server
            .request("GET", "/console/index.html")
            .unsigned()
            .header("If-None-Match", etag)
            .send();
    assertThat(again.status()).isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/../ApiServer.class",
        "/console/%2e%2e/api/ApiServer.class",
        "/console/..%2fapi%2fApiServer.class",
        "/console/%2fetc%2fpasswd",
        "/console//etc/passwd",
        "/console/..%5cApiServer.class",
        "/console/.hidden.js",
        "/console/none.js",
        "/console/index.html%00.js",
      })
  void noPathLeavesTheFolder(String path) throws IOException {
    assertThat(rawStatus(path)).isBetween(301, 404);
  }

  /** The JDK's client would tidy the path up. */
  private static int rawStatus(String path) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.uri("").getPort())) {
      socket.setSoTimeout(60_000);
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).doesNotContain("root:");
      return Integer.parseInt(answer.substring(9, 12));
    }
  }
}
