package dev.footlights.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TheServerEndsTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Sends its request byte by byte, for as long as somebody takes it. */
  private static void dawdle(Socket socket) {
    Instant end = Instant.now().plus(LONGEST);
    try {
      OutputStream out = socket.getOutputStream();
      while (Instant.now().isBefore(end)) {
        out.write('x');
        Thread.sleep(20);
      }
    } catch (IOException e) {
      // The server has closed the connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoGoesOnSendingDoesNotKeepTheServerFromItsEnd() throws Exception {
    TestServer server = TestServer.dev();
    try (var socket = new Socket("127.0.0.1", server.uri("/").getPort())) {
      socket.getOutputStream().write("GET /health HTTP/1.1\r\nHost: a\r\nX: ".getBytes(US_ASCII));
      Thread slow = Thread.startVirtualThread(() -> dawdle(socket));
      server.request("GET", "/health").unsigned().send();
      assertThatCode(server::close).doesNotThrowAnyException();
      assertThat(slow.join(LONGEST)).as("the connection is closed").isTrue();
    }
  }
}
