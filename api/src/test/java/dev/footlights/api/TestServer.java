package dev.footlights.api;

import dev.footlights.api.auth.Credential;
import dev.footlights.api.aws.CallObserver;
import dev.footlights.api.feed.EventLog;
import dev.footlights.api.ops.Health;
import dev.footlights.api.tls.ServerTls;
import dev.footlights.api.tls.TlsFiles;
import dev.footlights.deliver.form.BusEvent;
import dev.footlights.deliver.form.CloudEvent;
import dev.footlights.live.control.Control;
import dev.footlights.live.control.ControlSettings;
import dev.footlights.rtc.dtls.Fingerprint;
import dev.footlights.sfu.shard.Command;
import dev.footlights.sfu.shard.Event;
import dev.footlights.sfu.shard.Shards;
import dev.footlights.sign.Credentials;
import dev.footlights.sign.Signer;
import dev.footlights.stage.repository.LiveState;
import dev.footlights.store.memory.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole outside over loopback, on a real control with an empty store and a shard that obeys.
 */
public final class TestServer implements AutoCloseable {
  static {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,origin,connection");
    // A refusal that left a body unread closes its connection, which the client may just reuse.
    System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
  }

  private static final JsonMapper JSON = new JsonMapper();

  public final AtomicReference<Health> health = new AtomicReference<>(new Health(true, Map.of()));
  public final AtomicReference<Duration> wallOffset = new AtomicReference<>(Duration.ZERO);
  public final AtomicLong nanosOffset = new AtomicLong();

  /** The monotonic clock stands there when it is not null. */
  public volatile @Nullable Long stopped;

  public final MemoryStore store = new MemoryStore();
  public final Control control;

  private final HttpClient http = HttpClient.newHttpClient();
  private final LinkedBlockingQueue<Boolean> wakes = new LinkedBlockingQueue<>();
  private final Thread stepper;
  private final ApiServer server;
  private final int port;
  private final String scheme;
  private volatile boolean over;

  public static TestServer dev() {
    return new TestServer(true, List.of(), List.of());
  }

  public TestServer(boolean dev, List<Credential> credentials, List<String> allowOrigins) {
    this(dev, Access.of(credentials), allowOrigins);
  }

  public TestServer(boolean dev, Access access, List<String> allowOrigins) {
    this(dev, access, allowOrigins, null, ControlSettings.dev());
  }

  /** Dev mode's keys, and the quotas of production. */
  public static TestServer withQuotas() {
    return with(ControlSettings.production());
  }

  /** With TLS its own calls do not reach it: they trust no test's certificate. */
  public static TestServer secure(TlsFiles tls) {
    return new TestServer(true, Access.of(List.of()), List.of(), tls, ControlSettings.dev());
  }

  public static TestServer with(ControlSettings settings) {
    return new TestServer(true, Access.of(List.of()), List.of(), null, settings);
  }

  private TestServer(
      boolean dev,
      Access access,
      List<String> allowOrigins,
      @Nullable TlsFiles tls,
      ControlSettings settings) {
    var shard = new ObedientShard();
    control =
        new Control(
            store,
            LiveState.EMPTY,
            shard,
            Fingerprint.sha256(new byte[] {1}),
            settings,
            new SecureRandom(),
            failure -> {});
    shard.listener = control;
    control.onWork(() -> wakes.add(true));
    stepper = Thread.ofPlatform().daemon().name("control").start(this::step);
    var config =
        new ApiConfig(
            "127.0.0.1",
            0,
            null,
            dev,
            access,
            allowOrigins,
            tls == null ? null : new ServerTls(tls));
    server =
        new ApiServer(
            control,
            config,
            health::get,
            registry -> registry.counter("footlights.media.test").increment(),
            CallObserver.NONE,
            new EventLog(
                store,
                Map.of(
                    "cloudevents",
                    entry -> Optional.of(CloudEvent.json(entry)),
                    "eventbridge",
                    entry -> BusEvent.of(entry).map(BusEvent::json)),
                "cloudevents"),
            Duration.ZERO,
            () -> Instant.now().plus(wallOffset.get()),
            () -> (stopped == null ? System.nanoTime() : stopped) + nanosOffset.get());
    scheme = tls == null ? "http" : "https";
    try {
      port = server.start();
      server.readyReport().complete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody who signs tokens, new here. */
  public Application application() {
    return Application.at(this);
  }

  private void step() {
    while (!over) {
      control.step(System.nanoTime(), Instant.now());
      try {
        wakes.poll(20, TimeUnit.MILLISECONDS);
        wakes.clear();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  public URI uri(String path) {
    return URI.create(scheme + "://127.0.0.1:" + port + path);
  }

  public Call call(String operation) {
    return new Call("POST", "/" + operation);
  }

  public Call request(String method, String path) {
    return new Call(method, path);
  }

  /** What ListParticipantEvents shows of somebody in the session that is open. */
  public JsonNode eventsOf(String stageArn, String participant) {
    String stage = call("GetStage").body("{\"arn\":\"%s\"}".formatted(stageArn)).send().text();
    String session = JSON.readTree(stage).path("stage").path("activeSessionId").asString();
    return call("ListParticipantEvents")
        .body(
            "{\"stageArn\":\"%s\",\"sessionId\":\"%s\",\"participantId\":\"%s\"}"
                .formatted(stageArn, session, participant))
        .send()
        .json()
        .path("events");
  }

  /** A number that {@code /metrics} shows. */
  public double metric(String name) {
    return request("GET", "/metrics")
        .unsigned()
        .send()
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(-1);
  }

  /** Asks until it has that value; fails after a minute. */
  public void untilMetric(String name, double value) {
    Instant deadline = Instant.now().plusSeconds(60);
    while (metric(name) != value) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError(name + " is " + metric(name) + ", not " + value);
      }
    }
  }

  @Override
  public void close() {
    over = true;
    server.stop();
    http.shutdownNow();
    try {
      stepper.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A request under construction; signed as dev mode's key unless told otherwise. */
  public final class Call {
    private final String method;
    private final String path;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Credentials credentials = new Credentials("test", "test");
    private byte[] body = new byte[0];
    private byte[] signedBody = body;
    private Instant at = Instant.now();
    private String region = "us-east-1";
    private String service = "ivs";
    private boolean signed = true;

    private Call(String method, String path) {
      this.method = method;
      this.path = path;
    }

    public Call body(String text) {
      body = text.getBytes(StandardCharsets.UTF_8);
      signedBody = body;
      return this;
    }

    public Call body(byte[] bytes) {
      body = bytes;
      signedBody = body;
      return this;
    }

    /** What is sent is not what was signed. */
    public Call tamperedBody(String text) {
      body = text.getBytes(StandardCharsets.UTF_8);
      return this;
    }

    public Call header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    public Call as(String accessKeyId, String secret) {
      credentials = new Credentials(accessKeyId, secret);
      return this;
    }

    public Call at(Instant time) {
      at = time;
      return this;
    }

    public Call region(String name) {
      region = name;
      return this;
    }

    public Call service(String name) {
      service = name;
      return this;
    }

    public Call unsigned() {
      signed = false;
      return this;
    }

    public Answer send() {
      var request = HttpRequest.newBuilder(uri(path));
      request.method(method, HttpRequest.BodyPublishers.ofByteArray(body));
      headers.forEach(request::header);
      if (signed) {
        var signature =
            new Signer(credentials, region, service)
                .sign(method, uri(path), Map.of(), signedBody, at);
        request.header("X-Amz-Date", signature.amzDate());
        request.header("Authorization", signature.authorization());
      }
      request.timeout(Duration.ofSeconds(60));
      try {
        return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What came back. */
  public record Answer(HttpResponse<String> raw) {
    public int status() {
      return raw.statusCode();
    }

    public String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    public String error() {
      return header("x-amzn-ErrorType");
    }

    public String text() {
      return raw.body();
    }

    public JsonNode json() {
      return JSON.readTree(raw.body());
    }

    public String message() {
      return json().path("message").asString("");
    }
  }

  private static final class ObedientShard implements Shards {
    private volatile Listener listener = (shard, event) -> {};
    private final List<Command> commands = new ArrayList<>();

    @Override
    public int count() {
      return 1;
    }

    @Override
    public List<InetSocketAddress> candidates(int shard) {
      return List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4570));
    }

    @Override
    public void command(int shard, long id, Command command) {
      commands.add(command);
      listener.event(shard, new Event.Done(id, 0));
    }
  }
}
