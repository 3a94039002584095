package dev.footlights.api.ops;

import dev.footlights.api.aws.Coverage;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** What operators and their tools ask: is it up, what does it do, what is built. */
public final class OpsApi {
  private static final JsonMapper JSON = new JsonMapper();

  private final Supplier<Health> health;
  private final HttpMetrics metrics;
  private final List<Coverage> coverage;
  private final ReadyReport ready;

  private record Told(int operations, Map<String, Long> states, List<Line> coverage) {}

  private record Line(String operation, String state, String says) {}

  /**
   * @param coverage of every operation
   */
  public OpsApi(
      Supplier<Health> health, HttpMetrics metrics, List<Coverage> coverage, ReadyReport ready) {
    this.health = health;
    this.metrics = metrics;
    this.coverage = List.copyOf(coverage);
    this.ready = ready;
  }

  public void register(RoutesConfig routes) {
    routes.get("/health", this::health);
    routes.head("/health", this::health);
    routes.get("/_localstack/health", OpsApi::emulatorHealth);
    routes.get("/_localstack/init", this::emulatorInit);
    routes.get("/_localstack/init/ready", http -> answer(http, ready.view()));
    routes.get("/_footlights/coverage", this::coverage);
    routes.get(
        "/metrics",
        http -> {
          http.result(metrics.registry().scrape());
          http.contentType("text/plain; version=0.0.4; charset=utf-8");
        });
  }

  private void health(Context http) {
    Health now = health.get();
    var body = new TreeMap<String, Object>(now.details());
    body.put("status", now.healthy() ? "ok" : "failed");
    answer(http.status(now.healthy() ? 200 : 503), body);
  }

  /** The form that tools which wait for an emulator read. */
  private static void emulatorHealth(Context http) {
    answer(http, Map.of("services", Map.of("ivs-realtime", "running"), "edition", "footlights"));
  }

  private void emulatorInit(Context http) {
    ReadyReport.View view = ready.view();
    var completed =
        Map.of("BOOT", true, "START", true, "READY", view.completed(), "SHUTDOWN", false);
    answer(http, Map.of("completed", completed, "scripts", view.scripts()));
  }

  private void coverage(Context http) {
    Map<String, Long> states = new LinkedHashMap<>();
    for (Coverage.State state : Coverage.State.values()) {
      states.put(state.text(), coverage.stream().filter(c -> c.state() == state).count());
    }
    List<Line> lines =
        coverage.stream().map(c -> new Line(c.operation(), c.state().text(), c.says())).toList();
    answer(http, new Told(coverage.size(), states, lines));
  }

  private static void answer(Context http, Object body) {
    http.result(JSON.writeValueAsBytes(body));
    http.contentType("application/json").header("Cache-Control", "no-store");
  }
}
