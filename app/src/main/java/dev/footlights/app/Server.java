package dev.footlights.app;

import dev.footlights.api.Access;
import dev.footlights.api.ApiConfig;
import dev.footlights.api.ApiServer;
import dev.footlights.api.audit.Audit;
import dev.footlights.api.audit.AuditLog;
import dev.footlights.api.auth.Keyring;
import dev.footlights.api.aws.CallObserver;
import dev.footlights.api.feed.EventForm;
import dev.footlights.api.feed.EventLog;
import dev.footlights.api.ops.Health;
import dev.footlights.api.ops.ReadyReport;
import dev.footlights.api.tls.ServerTls;
import dev.footlights.api.tls.TlsException;
import dev.footlights.deliver.Deliveries;
import dev.footlights.deliver.Receiver;
import dev.footlights.deliver.RetrySettings;
import dev.footlights.deliver.form.BusEvent;
import dev.footlights.deliver.form.CloudEvent;
import dev.footlights.live.control.Control;
import dev.footlights.live.control.ControlSettings;
import dev.footlights.live.control.ControlThread;
import dev.footlights.loop.media.Loops;
import dev.footlights.rtc.dtls.DtlsIdentity;
import dev.footlights.sfu.shard.Event;
import dev.footlights.stage.quota.MediaLimits;
import dev.footlights.stage.repository.LiveState;
import dev.footlights.store.Retention;
import dev.footlights.store.StoreException;
import dev.footlights.store.sql.SqlStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole server: the parts, put together in the order in which they need each other. */
final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final String CLOUD_EVENTS = "cloudevents";

  /** In which events are read; docs/events.md shows both. */
  private static final Map<String, EventForm> FORMS =
      Map.of(
          CLOUD_EVENTS,
          entry -> Optional.of(CloudEvent.json(entry)),
          "eventbridge",
          entry -> BusEvent.of(entry).map(BusEvent::json));

  private static final String RUNNING = "running";
  private static final Pattern OURS =
      Pattern.compile("media-\\d+|handshakes|control|store.*|audit-log");

  /** How soon a changed credentials file counts. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** How soon a database that is gone is missed where nobody asks for anything. */
  private static final Duration PING = Duration.ofSeconds(5);

  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("credentials").factory());
  private final @Nullable AuditLog audit;
  private final SqlStore store;
  private final Retention retention;
  private final Loops loops;
  private final Control control;
  private final ControlThread thread;
  private final Deliveries deliveries;
  private final ApiServer api;
  private final int port;
  private final int stages;
  private final List<Receiver> receivers;

  /**
   * Starts everything; returns when HTTP and media accept.
   *
   * @param keyring who may call; looked after from now on
   * @param dev whether the dev endpoints are served
   * @param observer hears of every control call
   * @throws IOException when a port is taken, with one line that names the option
   * @throws IllegalArgumentException when a receiver of events cannot be, likewise
   * @throws TlsException when the certificate or its key cannot be used, likewise
   */
  Server(ServeOptions options, Keyring keyring, boolean dev, CallObserver observer)
      throws IOException {
    Thread.setDefaultUncaughtExceptionHandler(Server::uncaught);
    receivers = options.delivery().receivers();
    ServerTls tls = options.tls().map(ServerTls::new).orElse(null);
    audit = audit(options.access().auditLog());
    var random = new SecureRandom();
    HeadStart headStart = HeadStart.begin();
    store = store(options);
    retention = new Retention(store, options.retention(), InstantSource.system());
    LiveState live = store.load().join();
    stages = live.stages().size();
    DtlsIdentity identity = headStart.identity();
    var late = new LateControl();
    try {
      loops =
          new Loops(
              new Loops.Settings(options.mediaPort(), options.mediaLoops(), options.publicIps()),
              identity,
              random,
              Instant.now(),
              late);
    } catch (IOException e) {
      store.close();
      throw new IOException("media port " + e.getMessage() + "; choose another by --media-port", e);
    }
    control =
        new Control(
            store,
            live,
            loops,
            identity.fingerprint(),
            (dev ? ControlSettings.dev() : ControlSettings.production())
                .with(options.quotas())
                .with(options.awsLimits() ? MediaLimits.IVS : MediaLimits.NONE),
            random,
            Server::die);
    late.control = control;
    thread = new ControlThread(control, System::nanoTime, InstantSource.system());
    control.ready().join();
    deliveries =
        new Deliveries(
            store,
            receivers,
            RetrySettings.USUAL.withParkAfter(options.delivery().parkAfter()),
            random);
    api =
        new ApiServer(
            control,
            new ApiConfig(
                options.http().host(),
                options.http().port(),
                options.publicUrl().orElse(null),
                dev,
                new Access(keyring, audit == null ? Audit.NONE : audit, options.awsLimits()),
                options.allowOrigins(),
                tls),
            this::health,
            this::bindMeters,
            observer,
            new EventLog(store, FORMS, CLOUD_EVENTS));
    try {
      port = api.start();
    } catch (IOException e) {
      closeMedia();
      throw new IOException("HTTP " + e.getMessage() + "; choose another address by --http", e);
    }
    if (options.database().isPresent()) {
      looks.scheduleWithFixedDelay(
          store::check, PING.toMillis(), PING.toMillis(), TimeUnit.MILLISECONDS);
    }
    looks.scheduleWithFixedDelay(
        keyring::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    headStart.awaitHandshakes();
    if (!options.retention().isZero()) {
      retention.start();
    }
  }

  private static SqlStore store(ServeOptions options) {
    if (options.ephemeral()) {
      return SqlStore.inMemory(Server::die);
    }
    return options
        .database()
        .map(url -> SqlStore.open(url, Server::die))
        .orElseGet(() -> SqlStore.open(options.data(), Server::die));
  }

  private static @Nullable AuditLog audit(Optional<Path> file) throws IOException {
    try {
      return file.isPresent() ? AuditLog.open(file.get()) : null;
    } catch (IOException e) {
      throw new IOException(e.getMessage() + "; choose another by --audit-log", e);
    }
  }

  /** Where HTTP listens. */
  int port() {
    return port;
  }

  /** To be told of what prepares the server, and completed. */
  ReadyReport readyReport() {
    return api.readyReport();
  }

  /** UDP port of the first media loop. */
  int mediaPort() {
    return loops.port();
  }

  /** Who is told of events, in the order of the options. */
  List<Receiver> receivers() {
    return receivers;
  }

  /** Stages that the store held at the start. */
  int stages() {
    return stages;
  }

  private Health health() {
    Set<Integer> owing = control.owing();
    String media =
        !loops.healthy()
            ? "a media loop does not turn"
            : !owing.isEmpty() ? "media loops " + owing + " did not acknowledge in time" : RUNNING;
    String refused = audit != null && audit.refusing() ? "calls are refused" : RUNNING;
    return new Health(
        media.equals(RUNNING) && refused.equals(RUNNING), Map.of("media", media, "audit", refused));
  }

  private void bindMeters(MeterRegistry registry) {
    new MediaMeters(loops.counters()).bindTo(registry);
    new DeliveryMeters(deliveries.all()).bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private void closeMedia() {
    retention.close();
    deliveries.close();
    thread.close();
    loops.close();
    store.close();
  }

  @Override
  public void close() {
    looks.shutdownNow();
    try {
      api.stop();
    } finally {
      if (audit != null) {
        audit.close();
      }
      closeMedia();
    }
  }

  /** What was acknowledged must be durable: a server that cannot keep it ends. */
  private static synchronized void die(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && !(root instanceof StoreException)) {
      root = root.getCause();
    }
    if (root instanceof StoreException) {
      LOG.error("the server ends, for it cannot keep what it promises: {}", root.getMessage());
    } else {
      LOG.error("the server ends, for it cannot keep what it promises: {}", root, failure);
    }
    Runtime.getRuntime().halt(1);
  }

  /** A thread of ours that ends by a bug would leave a server that only looks alive. */
  private static void uncaught(Thread thread, Throwable failure) {
    if (OURS.matcher(thread.getName()).matches()) {
      die(failure);
    }
    LOG.error("thread {} ended", thread.getName(), failure);
  }

  /** The loops speak before control exists, but have nothing to say before its first command. */
  private static final class LateControl implements Loops.Listener {
    private volatile @Nullable Control control;

    @Override
    public void event(int shard, Event event) {
      Control known = control;
      if (known != null) {
        known.event(shard, event);
      }
    }
  }
}
