package dev.footlights.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.client.demo.DemoServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class TheDemoIsReadyTest {
  @Test
  void whoWaitsForItAsForLocalStackIsToldSo() throws Exception {
    try (DemoServer demo = DemoServers.create(new HostPort("127.0.0.1", 0), 0);
        HttpClient http = HttpClient.newHttpClient()) {
      URI ready = demo.start(call -> {}).resolve("/_localstack/init/ready");
      String told =
          http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString()).body();
      assertThat(told).contains("\"completed\":true");
    }
  }
}
