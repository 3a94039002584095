package dev.footlights.api.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.footlights.api.aws.Coverage;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What operators and their tools ask: is it up, what does it do, what is built. */
public final class OpsApi {
  /** How old metrics may be. */
  public static final Duration FRESH = Duration.ofSeconds(1);

  private static final JsonMapper JSON = new JsonMapper();

  private final Supplier<Health> health;
  private final HttpMetrics metrics;
  private final List<Coverage> coverage;
  private final ReadyReport ready;
  private final Duration fresh;
  private byte @Nullable [] scraped;
  private long scrapedAt;

  private record Told(int operations, Map<String, Long> states, List<Line> coverage) {}

  private record Line(String operation, String state, String says) {}

  /**
   * @param coverage of every operation
   * @param fresh how old metrics may be
   */
  public OpsApi(
      Supplier<Health> health,
      HttpMetrics metrics,
      List<Coverage> coverage,
      ReadyReport ready,
      Duration fresh) {
    this.health = health;
    this.metrics = metrics;
    this.coverage = List.copyOf(coverage);
    this.ready = ready;
    this.fresh = fresh;
  }

  public void register(RoutesConfig routes) {
    routes.get("/health", this::health);
    routes.head("/health", this::health);
    routes.get("/_localstack/health", OpsApi::emulatorHealth);
    routes.get("/_localstack/init", this::emulatorInit);
    routes.get("/_localstack/init/ready", http -> answer(http, ready.view()));
    routes.get("/_footlights/coverage", this::coverage);
    routes.get("/metrics", this::metrics);
  }

  /**
   * One array for all who ask, and no copy of it: who does not read costs no more than a thread.
   */
  private void metrics(Context http) throws IOException {
    byte[] text = scrape();
    http.contentType("text/plain; version=0.0.4; charset=utf-8");
    http.res().setContentLength(text.length);
    try {
      http.res().getOutputStream().write(text);
    } catch (EofException e) {
      // Who asked has gone.
    }
  }

  private synchronized byte[] scrape() {
    long now = System.nanoTime();
    if (scraped == null || now - scrapedAt >= fresh.toNanos()) {
      scraped = metrics.registry().scrape().getBytes(UTF_8);
      scrapedAt = now;
    }
    return scraped;
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
