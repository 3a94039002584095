package dev.footlights.deliver.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.footlights.deliver.Receiver;
import dev.footlights.deliver.Told;
import dev.footlights.deliver.form.CloudEvent;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.session.StageArn;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Posts each entry as a CloudEvent: those of a stage one after the other, stages side by side. Any
 * 2xx acknowledges; redirects are not followed, for what is sent is meant for one address.
 */
public final class Webhook implements Receiver {
  /** For the whole of a request and its answer. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Posts under way at once. */
  static final int MOST = 16;

  private static final int GONE = 410;

  private final URI url;
  private final String name;
  private final SigningKeys keys;
  private final Set<EventName> events;
  private final Duration timeout;
  private final InstantSource wall;
  private final HttpClient http;
  private final ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor();

  /** Positions of entries that were acknowledged before one that stands before them in the log. */
  private final Set<Long> ahead = new HashSet<>();

  /** What became of a stage's entries. */
  private record Lane(List<Long> acknowledged, @Nullable Told failure) {}

  /**
   * @param events those it is told of
   * @param wall what the timestamps of signatures say
   */
  public Webhook(
      URI url, SigningKeys keys, Set<EventName> events, Duration timeout, InstantSource wall) {
    this.url = url;
    this.name = name(url);
    this.keys = keys;
    this.events = Set.copyOf(events);
    this.timeout = timeout;
    this.wall = wall;
    // HTTP/2 over plain HTTP begins with an upgrade that small servers do not understand.
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /** Path and query may be secrets: of them only a digest is shown. */
  private static String name(URI url) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(url.toString().getBytes(UTF_8));
      return "webhook:" + url.getHost() + "#" + HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  /** Without path and query, which may be secrets. */
  @Override
  public String place() {
    String path = url.getRawPath();
    boolean plain = (path == null || path.length() <= 1) && url.getRawQuery() == null;
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port + (plain ? "/" : "/…");
  }

  @Override
  public boolean wants(EventName event) {
    return events.contains(event);
  }

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public Told tell(List<LoggedEvent> entries) throws InterruptedException {
    Map<StageArn, List<LoggedEvent>> byStage =
        entries.stream()
            .filter(entry -> !ahead.contains(entry.position()))
            .collect(
                Collectors.groupingBy(
                    entry -> entry.event().stage(), LinkedHashMap::new, Collectors.toList()));
    long began = System.nanoTime();
    List<Callable<Lane>> tasks = new ArrayList<>();
    byStage.values().forEach(ofStage -> tasks.add(() -> lane(ofStage, began)));
    Told failure = null;
    for (Future<Lane> done : lanes.invokeAll(tasks)) {
      Lane lane = result(done);
      ahead.addAll(lane.acknowledged());
      if (failure == null || !failure.gone()) {
        failure = lane.failure() == null ? failure : lane.failure();
      }
    }
    int count = 0;
    while (count < entries.size() && ahead.remove(entries.get(count).position())) {
      count++;
    }
    return failure == null ? Told.all(count) : new Told(count, failure.failure(), failure.gone());
  }

  private static Lane result(Future<Lane> done) throws InterruptedException {
    try {
      return done.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** As far as it goes in the time of one post: a slow stage does not hold up the others. */
  private Lane lane(List<LoggedEvent> entries, long began) throws InterruptedException {
    List<Long> acknowledged = new ArrayList<>();
    for (LoggedEvent entry : entries) {
      if (!acknowledged.isEmpty() && System.nanoTime() - began > timeout.toNanos()) {
        break;
      }
      Told told = post(entry);
      if (told.count() == 0) {
        return new Lane(acknowledged, told);
      }
      acknowledged.add(entry.position());
    }
    return new Lane(acknowledged, null);
  }

  private Told post(LoggedEvent entry) throws InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request(entry), head -> new ShortBody());
    try {
      return judge(answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Told.only(0, "no answer within " + timeout.toSeconds() + " s");
    } catch (ExecutionException e) {
      return Told.only(0, why(e.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  /** The client's failures to connect have no message, but a cause that tells them apart. */
  private static String why(@Nullable Throwable failure) {
    if (failure instanceof ConnectException && failure.getMessage() == null) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof UnresolvedAddressException) {
          return "nobody knows its host";
        }
      }
      return "connection refused";
    }
    return String.valueOf(failure);
  }

  private HttpRequest request(LoggedEvent entry) {
    String body = CloudEvent.json(entry);
    String id = CloudEvent.id(entry);
    long timestamp = wall.instant().getEpochSecond();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .POST(BodyPublishers.ofString(body))
            .header("Content-Type", "application/cloudevents+json; charset=utf-8")
            .header("User-Agent", "Footlights")
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(timestamp));
    if (!keys.isEmpty()) {
      request.header("webhook-signature", keys.sign(id, timestamp, body));
    }
    return request.build();
  }

  private static Told judge(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return Told.all(1);
    }
    String why = "it answered " + status + " " + answer.body();
    return status == GONE ? Told.gone(why) : Told.only(0, why);
  }

  @Override
  public void close() {
    lanes.shutdownNow();
    http.shutdownNow();
  }
}
