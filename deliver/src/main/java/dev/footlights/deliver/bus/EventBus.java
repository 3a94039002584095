package dev.footlights.deliver.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.footlights.deliver.Receiver;
import dev.footlights.deliver.Told;
import dev.footlights.deliver.form.BusEvent;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.LoggedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClientBuilder;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Puts events on a bus, as whoever the AWS SDK's default chain finds credentials of. Of entries
 * that the bus took beside one that it refused, it hears again, since they come after it.
 */
public final class EventBus implements Receiver {
  /** Most entries of a PutEvents call. */
  private static final int MOST = 10;

  /** Most bytes of a PutEvents call. */
  private static final int MAX_BYTES = 256 * 1024;

  /** What a time counts, in bytes. */
  private static final int TIME_BYTES = 14;

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final BusSettings settings;
  private final EventBridgeClient client;

  /**
   * @throws IllegalArgumentException when nobody says in which region the bus is
   */
  public EventBus(BusSettings settings) {
    this.settings = settings;
    EventBridgeClientBuilder builder =
        EventBridgeClient.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(TIMEOUT).socketTimeout(TIMEOUT))
            // Who tells keeps pauses of its own.
            .overrideConfiguration(
                o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(TIMEOUT));
    settings.region().map(Region::of).ifPresent(builder::region);
    if (settings.endpoint() != null) {
      builder.endpointOverride(settings.endpoint());
    }
    try {
      client = builder.build();
    } catch (SdkException e) {
      throw new IllegalArgumentException(
          "the event bus " + settings.bus() + " is in no region: name one by --event-bus-region",
          e);
    }
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String place() {
    return settings.place();
  }

  @Override
  public boolean wants(EventName event) {
    return BusEvent.NAMES.contains(event);
  }

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public Told tell(List<LoggedEvent> entries) throws InterruptedException {
    List<PutEventsRequestEntry> request = request(entries);
    try {
      return judge(client.putEvents(r -> r.entries(request)).entries());
    } catch (AbortedException e) {
      throw interrupted(e);
    } catch (SdkException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(e);
      }
      return Told.only(0, why(e));
    }
  }

  /** The SDK would list each place where it looked for credentials. */
  private static String why(SdkException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.startsWith("Unable to load credentials from any of the providers")
        ? "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        : message;
  }

  private static InterruptedException interrupted(SdkException cause) {
    var interrupted = new InterruptedException();
    interrupted.initCause(cause);
    return interrupted;
  }

  /** As many from the first on as fit into a call. */
  private List<PutEventsRequestEntry> request(List<LoggedEvent> entries) {
    List<PutEventsRequestEntry> request = new ArrayList<>();
    int bytes = 0;
    for (LoggedEvent entry : entries) {
      Optional<BusEvent> event = BusEvent.of(entry);
      if (event.isEmpty()) {
        throw new IllegalArgumentException("a bus is not told of " + entry.event().name());
      }
      PutEventsRequestEntry put = put(event.get());
      bytes += bytes(put);
      if (!request.isEmpty() && bytes > MAX_BYTES) {
        break;
      }
      request.add(put);
    }
    return request;
  }

  private PutEventsRequestEntry put(BusEvent event) {
    return PutEventsRequestEntry.builder()
        .eventBusName(settings.bus())
        .source(settings.source())
        .detailType(BusEvent.DETAIL_TYPE)
        .time(event.time())
        .resources(event.resource())
        .detail(event.detailJson())
        .build();
  }

  private static int bytes(PutEventsRequestEntry entry) {
    return TIME_BYTES
        + length(entry.source())
        + length(entry.detailType())
        + length(entry.detail())
        + entry.resources().stream().mapToInt(EventBus::length).sum();
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.getBytes(UTF_8).length;
  }

  private static Told judge(List<PutEventsResultEntry> results) {
    for (int i = 0; i < results.size(); i++) {
      PutEventsResultEntry result = results.get(i);
      if (result.errorCode() != null) {
        return Told.only(i, result.errorCode() + ": " + result.errorMessage());
      }
    }
    return Told.all(results.size());
  }

  @Override
  public void close() {
    client.close();
  }
}
