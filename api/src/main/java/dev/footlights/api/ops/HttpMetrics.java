package dev.footlights.api.ops;

import dev.footlights.api.aws.AwsApi;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts and times requests by operation and status; both have few values, whatever is sent. */
public final class HttpMetrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Where others bind their meters. */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  public void answered(Context http, Duration took) {
    @Nullable String operation = http.attribute(AwsApi.OPERATION);
    Timer.builder("footlights.http.requests")
        .description("Requests answered, by operation and status")
        .tag("operation", operation == null ? "other" : operation)
        .tag("status", String.valueOf(http.statusCode()))
        .register(registry)
        .record(took);
  }
}
