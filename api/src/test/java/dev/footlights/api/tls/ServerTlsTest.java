package dev.footlights.api.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.Printed;
import dev.footlights.api.listen.FrontDoor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each look is asked for here; a server looks every second. */
class ServerTlsTest {
  private static final TestCertificate OLD = TestCertificate.ec();
  private static final TestCertificate NEW = TestCertificate.rsa();

  @TempDir private Path folder;
  private Instant now = Instant.now();
  private TlsFiles files;
  private ServerTls tls;
  private Server server;
  private ServerConnector connector;

  @BeforeEach
  void start() throws Exception {
    files = OLD.write(folder);
    tls = new ServerTls(files, () -> now);
    server = new Server();
    connector = new FrontDoor("127.0.0.1", 0, tls).connector(server, new HttpConfiguration());
    tls.close();
    server.addConnector(connector);
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  private SSLSocket connected() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    var socket = (SSLSocket) context.getSocketFactory().createSocket();
    socket.connect(new InetSocketAddress("127.0.0.1", connector.getLocalPort()));
    socket.setSoTimeout(60_000);
    socket.startHandshake();
    return socket;
  }

  private X509Certificate shown() throws Exception {
    try (SSLSocket socket = connected()) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  @Test
  void aNewPairServesWhoComesAfterItAndLeavesTheOthersAlone() throws Exception {
    assertThat(shown()).isEqualTo(OLD.certificate());
    try (SSLSocket before = connected()) {
      NEW.write(folder);
      tls.look();
      assertThat(shown()).isEqualTo(NEW.certificate());
      before.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
      assertThat(new String(before.getInputStream().readNBytes(12))).isEqualTo("HTTP/1.1 404");
    }
  }

  @Test
  void aPairThatIsHalfThereChangesNothingUntilTheOtherHalfComes() throws Exception {
    String log =
        Printed.by(
            () -> {
              Files.writeString(files.certificate(), NEW.certificatePem());
              tls.look();
              assertThat(shown()).isEqualTo(OLD.certificate());
              Files.writeString(files.key(), NEW.keyPem());
              tls.look();
              assertThat(shown()).isEqualTo(NEW.certificate());
            });
    assertThat(log).doesNotContain("WARN");
  }

  @Test
  void whatStaysUnfitIsToldOnce() throws Exception {
    String log =
        Printed.by(
            () -> {
              Files.writeString(files.key(), NEW.keyPem());
              for (int i = 0; i < 5; i++) {
                tls.look();
              }
              assertThat(shown()).isEqualTo(OLD.certificate());
            });
    assertThat(log.lines().filter(line -> line.contains("the old certificate stays"))).hasSize(1);
    assertThat(log).contains("--tls-key " + files.key());
  }

  @Test
  void whatHasExpiredIsNotTakenForTheOldOne() throws Exception {
    String log =
        Printed.by(
            () -> {
              now = now.plus(Duration.ofDays(1));
              NEW.write(folder);
              tls.look();
              tls.look();
              assertThat(shown()).isEqualTo(OLD.certificate());
            });
    assertThat(log).contains("the old certificate stays: the certificate expired on 20");
  }

  @Test
  void aFileThatIsGoneIsToldOnceAndTakenWhenItIsBack() throws Exception {
    String log =
        Printed.by(
            () -> {
              Files.delete(files.certificate());
              for (int i = 0; i < 5; i++) {
                tls.look();
              }
              assertThat(shown()).isEqualTo(OLD.certificate());
            });
    assertThat(log.lines().filter(line -> line.contains("no such file"))).hasSize(1);
    NEW.write(folder);
    tls.look();
    assertThat(shown()).isEqualTo(NEW.certificate());
  }

  /** As certbot does: the names are links, and the links change. */
  @Test
  void aLinkThatPointsElsewhereIsAChange() throws Exception {
    Path other = Files.createDirectory(folder.resolve("2"));
    TlsFiles next = NEW.write(other);
    link(files.certificate(), next.certificate());
    link(files.key(), next.key());
    tls.look();
    assertThat(shown()).isEqualTo(NEW.certificate());
  }

  private static void link(Path name, Path target) throws IOException {
    Files.delete(name);
    Files.createSymbolicLink(name, target);
  }

  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
