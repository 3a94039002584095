package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.footlights.e2e.harness.Await;
import dev.footlights.e2e.harness.Footlights;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Random bytes, a DTLS hello and a STUN check of nobody, on the real media port. */
class StrangersAreCountedAndNotAnsweredTest {
  private static final int DATAGRAMS = 300;
  private static final Pattern REJECTED =
      Pattern.compile("(?m)^footlights_media_rejected_total\\{[^}]*} ([0-9.E]+)$");

  @Test
  void onTheMediaPort() throws IOException {
    try (var server = Footlights.start();
        var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      var random = new Random(1);
      var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.mediaPort());
      for (int i = 0; i < DATAGRAMS; i++) {
        byte[] bytes = new byte[1 + random.nextInt(1_400)];
        random.nextBytes(bytes);
        bytes[0] = i % 3 == 0 ? bytes[0] : (byte) (i % 3 == 1 ? 22 : 0);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
      }

      Await.until(
          "the datagrams to be counted",
          Duration.ofSeconds(30),
          () -> rejected(server.base()),
          count -> count >= DATAGRAMS);
      assertThat(rejected(server.base())).isEqualTo(DATAGRAMS);
      socket.setSoTimeout(50);
      assertThatExceptionOfType(SocketTimeoutException.class)
          .as("an answer")
          .isThrownBy(() -> socket.receive(new DatagramPacket(new byte[2_000], 2_000)));
    }
  }

  private static long rejected(URI base) {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(base.resolve("/metrics")).build();
      String text = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return REJECTED
          .matcher(text)
          .results()
          .mapToLong(series -> (long) Double.parseDouble(series.group(1)))
          .sum();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
