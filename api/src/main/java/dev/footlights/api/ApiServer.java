package dev.footlights.api;

import dev.footlights.api.auth.Origins;
import dev.footlights.api.auth.Preflight;
import dev.footlights.api.auth.Signatures;
import dev.footlights.api.aws.AwsApi;
import dev.footlights.api.aws.CallObserver;
import dev.footlights.api.aws.Faults;
import dev.footlights.api.dev.DevApi;
import dev.footlights.api.events.EventsApi;
import dev.footlights.api.feed.EventLog;
import dev.footlights.api.feed.FeedApi;
import dev.footlights.api.http.BaseUrl;
import dev.footlights.api.http.Bodies;
import dev.footlights.api.http.BugLog;
import dev.footlights.api.listen.FrontDoor;
import dev.footlights.api.ops.Health;
import dev.footlights.api.ops.HttpMetrics;
import dev.footlights.api.ops.OpsApi;
import dev.footlights.api.ops.ReadyReport;
import dev.footlights.api.ops.TokenRefusals;
import dev.footlights.api.whip.WhipApi;
import dev.footlights.live.control.Control;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.Graceful;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP listener and all that is served on it, every request on a virtual thread. */
public final class ApiServer {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

  /**
   * How long a WebSocket may be silent both ways. Longer than the minute to which browsers slow the
   * timers of a page in the background.
   */
  private static final Duration WEB_SOCKET_IDLE = Duration.ofSeconds(90);

  /** How long running requests may take to end when the server stops. */
  private static final Duration STOP = Duration.ofSeconds(2);

  private final ApiConfig config;
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpMetrics metrics = new HttpMetrics();
  private final ReadyReport ready = new ReadyReport();
  private final EventsApi events;
  private final FeedApi feed;
  private final AwsApi aws;
  private final FrontDoor door;
  private final Javalin javalin;

  /**
   * @param health asked at each look at {@code /health}
   * @param meters what else {@code /metrics} shows
   * @param observer hears of every call of the AWS API
   * @param log what readers of events see
   */
  public ApiServer(
      Control control,
      ApiConfig config,
      Supplier<Health> health,
      MeterBinder meters,
      CallObserver observer,
      EventLog log) {
    this(
        control,
        config,
        health,
        meters,
        observer,
        log,
        OpsApi.FRESH,
        InstantSource.system(),
        System::nanoTime);
  }

  ApiServer(
      Control control,
      ApiConfig config,
      Supplier<Health> health,
      MeterBinder meters,
      CallObserver observer,
      EventLog log,
      Duration metricsFresh,
      InstantSource wall,
      LongSupplier nanos) {
    this.config = config;
    var refusals = new TokenRefusals(metrics.registry(), nanos);
    this.events = new EventsApi(control, blocking, refusals, nanos);
    meters.bindTo(metrics.registry());
    var origins =
        new Origins(config.dev(), config.host(), config.publicUrl(), config.allowOrigins());
    var baseUrl = new BaseUrl(config.publicUrl());
    var faults = new Faults();
    var bodies = new Bodies("calls", metrics.registry(), nanos);
    var offers = new Bodies("offers", metrics.registry(), nanos);
    var bugs = new BugLog(nanos);
    aws =
        new AwsApi(
            control,
            config.access(),
            origins,
            baseUrl,
            bodies,
            bugs,
            faults,
            observer,
            wall,
            nanos);
    feed =
        new FeedApi(
            log,
            new Signatures(config.access().keyring()),
            origins,
            aws.tags(),
            config.dev() && config.access().keyring().open(),
            wall,
            nanos);
    var preflight = new Preflight(origins);
    door = new FrontDoor(config.host(), config.port(), config.tls());
    this.javalin =
        Javalin.create(
            c -> {
              listen(c);
              new WhipApi(control, baseUrl, offers, bugs, refusals, wall)
                  .register(c.routes, aws::handle);
              events.register(c.routes);
              feed.register(c.routes);
              new OpsApi(health, metrics, aws.coverage(), ready, metricsFresh).register(c.routes);
              new Console(baseUrl).register(c.routes);
              if (config.dev()) {
                new DevApi(control, aws, faults, config.access().keyring(), origins, bodies, wall)
                    .register(c.routes);
              }
              c.routes.get("/", http -> root(http, aws));
              theRest(c.routes, aws, preflight);
              c.requestLogger.http(
                  (http, millis) ->
                      metrics.answered(http, Duration.ofNanos((long) (millis * 1_000_000))));
            });
  }

  /** What is told to tools that wait until the server is prepared. */
  public ReadyReport readyReport() {
    return ready;
  }

  /** Loads what every listener needs, so that making and starting one takes less. */
  public static void warmUp() {
    new HttpMetrics();
    Javalin.create(c -> c.startup.showJavalinBanner = false).jettyServer().server();
  }

  private static void root(Context http, AwsApi aws) {
    String accept = http.header("Accept");
    if (AwsApi.isFor(http)) {
      aws.handle(http);
    } else if (accept != null && accept.contains("text/html")) {
      http.redirect("/console/");
    } else {
      http.result("Footlights serves Amazon IVS Real-Time here; the console is at /console/\n");
    }
  }

  /** What no other endpoint serves is a call of the AWS API, or nothing. */
  private static void theRest(RoutesConfig routes, AwsApi aws, Preflight preflight) {
    for (HandlerType method : HandlerType.commonHttp()) {
      routes.addHttpHandler(
          method,
          "/*",
          http -> {
            if (method.equals(HandlerType.OPTIONS)) {
              preflight.answer(http);
            } else if (AwsApi.isFor(http)) {
              aws.handle(http);
            } else {
              http.status(404).result("There is nothing here.\n");
            }
          });
    }
  }

  private void listen(JavalinConfig c) {
    c.concurrency.useVirtualThreads = true;
    c.startup.showJavalinBanner = false;
    c.startup.showOldJavalinVersionWarning = false;
    c.startup.startupWatcherEnabled = false;
    c.http.compressionStrategy = CompressionStrategy.NONE;
    c.http.defaultContentType = "text/plain";
    c.http.maxRequestSize = 1 << 20;
    c.jetty.modifyWebSocketServletFactory(
        factory -> {
          factory.setIdleTimeout(WEB_SOCKET_IDLE);
          factory.setMaxTextMessageSize(EventsApi.MAX_TOKEN_MESSAGE);
          factory.setMaxBinaryMessageSize(EventsApi.MAX_TOKEN_MESSAGE);
          factory.setMaxFrameSize(EventsApi.MAX_TOKEN_MESSAGE);
          // The limits are for what comes in: a large stage's state leaves in several frames.
          factory.setAutoFragment(true);
        });
    c.jetty.modifyServletContextHandler(
        context -> {
          // Every upgrade asks for a session, which nobody here uses.
          context.getSessionHandler().setUsingCookies(false);
          context.getSessionHandler().setMaxInactiveInterval((int) FrontDoor.IDLE.toSeconds());
        });
    // Jetty's own wait would fail the stop where a connection outlasts it.
    c.jetty.modifyServer(server -> server.setStopTimeout(0));
    c.jetty.addConnector(door::connector);
  }

  /**
   * Binds and serves.
   *
   * @return the port bound
   * @throws IOException when the address cannot be bound; its message says why
   */
  public int start() throws IOException {
    try {
      javalin.start();
    } catch (RuntimeException e) {
      stop();
      throw new IOException(config.host() + ":" + config.port() + ": " + reason(e), e);
    }
    blocking.execute(aws::warm);
    return ((ServerConnector) javalin.jettyServer().server().getConnectors()[0]).getLocalPort();
  }

  private static @Nullable String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  /** Says good-bye to the events connections, lets calls under way end, and closes what is left. */
  public void stop() {
    events.stop();
    feed.stop();
    awaitConnections();
    javalin.stop();
    aws.stop();
    door.close();
    blocking.close();
  }

  private void awaitConnections() {
    Server server = javalin.jettyServer().server();
    if (!server.isStarted()) {
      return;
    }
    try {
      Graceful.shutdown(server).get(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // Who is still connected is cut off.
    } catch (ExecutionException e) {
      LOG.warn("connections did not end in order", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
