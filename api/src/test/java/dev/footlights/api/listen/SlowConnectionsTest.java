package dev.footlights.api.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.footlights.api.http.Wire;
import dev.footlights.api.tls.ServerTls;
import dev.footlights.api.tls.TestCertificate;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time is the test's, and so are the looks: each follows bytes that were seen to arrive. */
class SlowConnectionsTest {
  private static final TestCertificate CERTIFICATE = TestCertificate.ec();

  @TempDir private Path folder;
  private final AtomicLong now = new AtomicLong();
  private final Server server = new Server();
  private ServerConnector connector = new ServerConnector(server);
  private SlowConnections slow = new SlowConnections(connector, now::get);

  private void start(boolean secure) throws Exception {
    ServerTls tls = secure ? new ServerTls(CERTIFICATE.write(folder)) : null;
    var door = new FrontDoor("127.0.0.1", 0, tls, FrontDoor.IDLE, now::get);
    connector = door.connector(server, new HttpConfiguration());
    door.close();
    slow = connector.getBean(SlowConnections.class);
    server.addConnector(connector);
    server.start();
    slow.stop();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  private Wire wire() throws IOException {
    return new Wire(connector.getLocalPort());
  }

  private void watched(int connections) {
    while (slow.watched() != connections) {
      Thread.onSpinWait();
    }
  }

  private void arrived(long bytes) {
    watched(1);
    Connection connection = connector.getConnectedEndPoints().iterator().next().getConnection();
    while (connection.getBytesIn() < bytes) {
      Thread.onSpinWait();
    }
  }

  private void looksFor(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      slow.look();
      now.addAndGet(1_000_000_000L);
    }
    slow.look();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G",
        "GET /",
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX-",
        "\r\n\r\n\r\n"
      })
  void aHeadThatTricklesIsCutOff(String begin) throws Exception {
    start(false);
    try (Wire wire = wire()) {
      int sent = 0;
      for (char c : begin.toCharArray()) {
        wire.send(String.valueOf(c));
        arrived(++sent);
      }
      looksFor(Duration.ofSeconds(8));
      wire.send("\r");
      arrived(++sent);
      assertThat(connector.getConnectedEndPoints()).hasSize(1);
      looksFor(Duration.ofSeconds(8));
      assertThat(wire.answer("never")).isEmpty();
    }
  }

  @Test
  void aSecondRequestOnTheSameConnectionHasTheSameTime() throws Exception {
    start(false);
    String good = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    try (Wire wire = wire()) {
      for (int i = 0; i < 3; i++) {
        assertThat(wire.send(good).answer("</html>\n")).startsWith("HTTP/1.1 404");
        looksFor(Duration.ofSeconds(50));
      }
      wire.send("GET");
      arrived(3 * good.length() + 3);
      looksFor(Duration.ofSeconds(13));
      assertThat(wire.answer("never")).isEmpty();
    }
  }

  @Test
  void aHandshakeThatDoesNotComeToAnEndIsCutOff() throws Exception {
    start(true);
    try (Wire wire = wire()) {
      wire.send("\u0016\u0003\u0001");
      watched(1);
      looksFor(Duration.ofSeconds(13));
      assertThat(wire.answer("never")).isEmpty();
    }
  }

  @Test
  void pingsKeepNoHttp2ConnectionThatAsksForNothing() throws Exception {
    start(true);
    try (SSLSocket socket =
        (SSLSocket)
            CERTIFICATE
                .trusting()
                .getSocketFactory()
                .createSocket("127.0.0.1", connector.getLocalPort())) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(60_000);
      socket.startHandshake();
      socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes());
      socket.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
      byte[] ping = {0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};
      for (int i = 0; i < 2; i++) {
        socket.getOutputStream().write(ping);
        readPong(socket);
        looksFor(Duration.ofSeconds(40));
      }
      assertThatCode(() -> socket.getInputStream().readAllBytes()).doesNotThrowAnyException();
    }
  }

  private static void readPong(Socket socket) throws IOException {
    while (true) {
      byte[] head = socket.getInputStream().readNBytes(9);
      int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
      socket.getInputStream().readNBytes(length);
      if (head[3] == 6) {
        return;
      }
    }
  }
}
