package dev.footlights.api.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import java.util.Map;
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
  void aStrangersPathMakesNoMetricOfItsOwn() {
    get("/some/path/of/mine");
    server.call("NoSuchOperation").send();
    assertThat(get("/metrics").text()).doesNotContain("mine").doesNotContain("NoSuchOperation");
  }

  @Test
  void coverageListsAllOperationsAndWhichWork() {
    var coverage = get("/_footlights/coverage").json();
    assertThat(coverage.path("operations").asInt()).isEqualTo(39);
    int works = 0;
    for (var operation : coverage.path("coverage")) {
      works += operation.path("works").asBoolean() ? 1 : 0;
    }
    assertThat(coverage.path("works").asInt()).isEqualTo(works).isGreaterThanOrEqualTo(35);
    assertThat(coverage.path("coverage").size()).isEqualTo(39);
  }
}
