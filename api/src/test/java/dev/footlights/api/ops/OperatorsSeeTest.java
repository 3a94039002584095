package dev.footlights.api.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import io.javalin.Javalin;
import io.micrometer.core.instrument.Gauge;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OperatorsSeeTest {
  private static final TestServer server = TestServer.dev();

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer get(String path) {
    return server.request("GET", path).unsigned().send();
  }

  @Test
  void healthIs503WhenAShardFailed() {
    Answer well = get("/health");
    assertThat(well.status()).isEqualTo(200);
    assertThat(well.json().path("status").asString()).isEqualTo("ok");
    server.health.set(new Health(false, Map.of("shard 1", "did not turn for 1 s")));
    Answer ill = get("/health");
    server.health.set(new Health(true, Map.of()));
    assertThat(ill.status()).isEqualTo(503);
    assertThat(ill.json().path("shard 1").asString()).isEqualTo("did not turn for 1 s");
  }

  @Test
  void toolsThatWaitForAnEmulatorFindWhatTheyLookFor() {
    assertThat(get("/_localstack/health").json().path("services").isObject()).isTrue();
    Answer ready = get("/_localstack/init/ready");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().path("completed").asBoolean()).isTrue();
    assertThat(ready.json().path("scripts").isArray()).isTrue();
    var all = get("/_localstack/init").json().path("completed");
    assertThat(all.path("READY").asBoolean()).isTrue();
    assertThat(all.path("SHUTDOWN").asBoolean(true)).isFalse();
  }

  @Test
  void metricsCountRequestsByOperationAndStatusAndShowWhatOthersBind() {
    server.call("GetStage").body("{}").send();
    String metrics = get("/metrics").text();
    assertThat(metrics)
        .contains("footlights_http_requests_seconds_count{operation=\"GetStage\",status=\"400\"}")
        .contains("footlights_media_test");
  }

  @Test
  void metricsAreCollectedOnceForAllWhoAskAtTheSameTime() throws Exception {
    var counted = new AtomicInteger();
    var metrics = new HttpMetrics();
    Gauge.builder("asked", counted::incrementAndGet).register(metrics.registry());
    var ops =
        new OpsApi(
            () -> new Health(true, Map.of()),
            metrics,
            List.of(),
            new ReadyReport(),
            Duration.ofDays(1));
    Javalin serving = Javalin.create(c -> ops.register(c.routes)).start("127.0.0.1", 0);
    var uri = URI.create("http://127.0.0.1:" + serving.port() + "/metrics");
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 2; i++) {
        var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        assertThat(answer.body()).contains("asked 1.0");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("0.0.4");
      }
    } finally {
      serving.stop();
    }
  }

  @Test
  void aStrangersPathMakesNoMetricOfItsOwn() {
    get("/some/path/of/mine");
    server.call("NoSuchOperation").send();
    assertThat(get("/metrics").text()).doesNotContain("mine").doesNotContain("NoSuchOperation");
  }

  @Test
  void coverageTellsOfEachOperationHowFarItGoes() {
    var coverage = get("/_footlights/coverage").json();
    assertThat(coverage.path("operations").asInt()).isEqualTo(39);
    assertThat(coverage.path("coverage").size()).isEqualTo(39);
    assertThat(coverage.path("states").propertyNames())
        .containsExactly("works", "stored, not acted on", "not yet");
    int counted = 0;
    for (var count : coverage.path("states")) {
      counted += count.asInt();
    }
    assertThat(counted).isEqualTo(39);
    for (var line : coverage.path("coverage")) {
      String operation = line.path("operation").asString();
      if (operation.endsWith("Composition") || operation.equals("ListCompositions")) {
        assertThat(line.path("state").asString()).as(operation).isEqualTo("not yet");
      }
      if (operation.equals("UpdateStage")) {
        assertThat(line.path("state").asString()).isEqualTo("stored, not acted on");
        assertThat(line.path("says").asString()).contains("nothing is recorded yet");
      }
      if (operation.equals("GetStage")) {
        assertThat(line.path("state").asString()).isEqualTo("works");
      }
    }
  }
}
