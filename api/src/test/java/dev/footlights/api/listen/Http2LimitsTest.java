package dev.footlights.api.listen;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.tls.ServerTls;
import dev.footlights.api.tls.TestCertificate;
import io.javalin.Javalin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames by hand (RFC 9113 §4.1): length, type, flags, stream, payload. */
class Http2LimitsTest {
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;
  private static final int END_OF_ALL = 5;
  private static final int STATUS_200 = 0x88;
  private static final int STATUS_400 = 0x8c;

  private static final TestCertificate CERTIFICATE = TestCertificate.ec();

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.secure(CERTIFICATE.write(folder));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static SSLSocket connection() throws IOException {
    return connection(server.uri("/").getPort(), new byte[0]);
  }

  private static SSLSocket connection(int port, byte[] settings) throws IOException {
    var socket =
        (SSLSocket) CERTIFICATE.trusting().getSocketFactory().createSocket("127.0.0.1", port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(60_000);
    socket.startHandshake();
    socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    socket.getOutputStream().write(frame(SETTINGS, 0, 0, settings));
    return socket;
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    var out = new ByteArrayOutputStream();
    out.write(payload.length >> 16);
    out.write(payload.length >> 8);
    out.write(payload.length);
    out.write(type);
    out.write(flags);
    out.write(stream >> 24);
    out.write(stream >> 16);
    out.write(stream >> 8);
    out.write(stream);
    out.writeBytes(payload);
    return out.toByteArray();
  }

  /** GET / over https (RFC 7541 appendix A: 2, 7, 4), the authority, and perhaps a Host. */
  private static byte[] get(String authority, String host) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x82, (byte) 0x87, (byte) 0x84, 0x01});
    out.write(authority.length());
    out.writeBytes(authority.getBytes(US_ASCII));
    if (!host.isEmpty()) {
      out.writeBytes(new byte[] {0x0f, 0x17});
      out.write(host.length());
      out.writeBytes(host.getBytes(US_ASCII));
    }
    return out.toByteArray();
  }

  /** Where the first header begins: a new table size may stand before it (RFC 7541 §6.3). */
  private static int afterTableSize(byte[] block) {
    if ((block[0] & 0xe0) != 0x20) {
      return 0;
    }
    int at = 1;
    if ((block[0] & 0x1f) == 0x1f) {
      while (block[at++] < 0) {}
    }
    return at;
  }

  /** What the next frame of a type says: a status, an error code; -1 when all ends before. */
  private static int next(SSLSocket socket, int type) throws IOException {
    while (true) {
      byte[] head = socket.getInputStream().readNBytes(9);
      if (head.length < 9) {
        return -1;
      }
      int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
      byte[] payload = socket.getInputStream().readNBytes(length);
      if (head[3] == type) {
        return payload[type == GO_AWAY ? 7 : afterTableSize(payload)] & 0xff;
      }
    }
  }

  private static int status(String authority, String host) throws IOException {
    try (SSLSocket socket = connection()) {
      socket.getOutputStream().write(frame(HEADERS, END_OF_ALL, 1, get(authority, host)));
      return next(socket, HEADERS);
    }
  }

  private static void floodEnds(IntFunction<byte[]> flood) throws IOException {
    try (SSLSocket socket = connection()) {
      int enhanceYourCalm = 0xb;
      try {
        for (int i = 0; i < 5_000; i++) {
          socket.getOutputStream().write(flood.apply(i));
        }
      } catch (IOException e) {
        // It was closed under way.
      }
      try {
        assertThat(next(socket, GO_AWAY)).isIn(enhanceYourCalm, -1);
      } catch (IOException e) {
        // A closed connection may lose what was said last.
        assertThat(e).isNotInstanceOf(SocketTimeoutException.class);
      }
    }
    assertThat(status("x", "")).isEqualTo(STATUS_200);
  }

  @Test
  void aFloodOfResetsEndsItsConnectionAndNothingElse() throws IOException {
    floodEnds(
        i -> {
          var out = new ByteArrayOutputStream();
          out.writeBytes(frame(HEADERS, END_OF_ALL, 2 * i + 1, get("x", "")));
          out.writeBytes(frame(RESET, 0, 2 * i + 1, new byte[] {0, 0, 0, 8}));
          return out.toByteArray();
        });
  }

  @Test
  void aFloodOfPingsOrSettingsEndsItsConnectionAndNothingElse() throws IOException {
    floodEnds(i -> frame(PING, 0, 0, new byte[8]));
    floodEnds(i -> frame(SETTINGS, 0, 0, new byte[0]));
  }

  @Test
  void aHostThatIsNotTheAuthorityIsRefused() throws IOException {
    assertThat(status("a.example", "")).isEqualTo(STATUS_200);
    assertThat(status("a.example", "A.example")).isEqualTo(STATUS_200);
    assertThat(status("a.example", "b.example")).isEqualTo(STATUS_400);
  }

  @Test
  void nobodyIsOfferedWebSocketsInsideOfHttp2() throws IOException {
    try (SSLSocket socket = connection()) {
      byte[] head = socket.getInputStream().readNBytes(9);
      assertThat(head[3]).isEqualTo((byte) SETTINGS);
      byte[] settings = socket.getInputStream().readNBytes((head[1] & 0xff) << 8 | head[2] & 0xff);
      int enableConnect = 8;
      for (int i = 0; i < settings.length; i += 6) {
        if (settings[i + 1] == enableConnect) {
          assertThat(settings[i + 5]).isZero();
        }
      }
    }
  }

  @Test
  void anAnswerThatNobodyReadsIsGivenUp() throws IOException {
    byte[] noWindow = {0, 4, 0, 0, 0, 0};
    var door =
        new FrontDoor(
            "127.0.0.1",
            0,
            new ServerTls(CERTIFICATE.write(folder)),
            Duration.ofSeconds(1),
            System::nanoTime);
    Javalin serving =
        Javalin.create(
                c -> {
                  c.concurrency.useVirtualThreads = true;
                  c.jetty.addConnector(door::connector);
                  c.routes.get("/", http -> http.result("x".repeat(100_000)));
                })
            .start();
    try (SSLSocket reader = connection(serving.port(), new byte[0]);
        SSLSocket unread = connection(serving.port(), noWindow)) {
      // Jetty looks after an answer only when its first write comes within that second.
      reader.getOutputStream().write(frame(HEADERS, END_OF_ALL, 1, get("x", "")));
      assertThat(next(reader, HEADERS)).isEqualTo(STATUS_200);
      unread.getOutputStream().write(frame(HEADERS, END_OF_ALL, 1, get("x", "")));
      assertThat(next(unread, RESET)).isNotEqualTo(-1);
    } finally {
      serving.stop();
      door.close();
    }
  }

  @Test
  void noConnectionHasMoreThanItsRequestsAtOnce() throws IOException {
    try (SSLSocket socket = connection()) {
      byte[] head = socket.getInputStream().readNBytes(9);
      byte[] settings = socket.getInputStream().readNBytes((head[1] & 0xff) << 8 | head[2] & 0xff);
      int maxStreams = 3;
      int told = 0;
      for (int i = 0; i < settings.length; i += 6) {
        if (settings[i + 1] == maxStreams) {
          told = settings[i + 5];
        }
      }
      assertThat(told).isEqualTo(FrontDoor.MAX_STREAMS);
    }
  }
}
