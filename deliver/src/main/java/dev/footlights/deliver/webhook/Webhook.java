package dev.footlights.deliver.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.footlights.deliver.Receiver;
import dev.footlights.deliver.Told;
import dev.footlights.deliver.form.CloudEvent;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.LoggedEvent;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts each entry as a CloudEvent. Any 2xx acknowledges; redirects are not followed, for what is
 * sent is meant for one address.
 */
public final class Webhook implements Receiver {
  /** For the whole of a request and its answer. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final int GONE = 410;

  private final URI url;
  private final String name;
  private final SigningKeys keys;
  private final Set<EventName> events;
  private final Duration timeout;
  private final InstantSource wall;
  private final HttpClient http;

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
    return 1;
  }

  @Override
  public Told tell(List<LoggedEvent> entries) throws InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request(entries.getFirst()), head -> new ShortBody());
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
    http.shutdownNow();
  }
}
