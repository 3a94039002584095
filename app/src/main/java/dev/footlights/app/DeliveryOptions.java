package dev.footlights.app;

import dev.footlights.deliver.bus.BusSettings;
import dev.footlights.deliver.form.BusEvent;
import dev.footlights.stage.event.EventName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of {@code serve} that say who is told of events. */
final class DeliveryOptions {
  private static final String ALL = "all";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      split = ",",
      description = "Posts events there as CloudEvents; several with commas.")
  private List<String> webhooks = new ArrayList<>();

  @Option(
      names = "--webhook-secret-file",
      paramLabel = "FILE",
      description = "The secret that signs what webhooks are sent, or several, one a line.")
  private @Nullable Path webhookSecrets;

  @Option(
      names = "--webhook-events",
      paramLabel = "NAME",
      split = ",",
      description =
          "What webhooks are told of: event names as in ListParticipantEvents, or all (default:"
              + " those that EventBridge has).")
  private List<String> webhookEvents = new ArrayList<>();

  @Option(
      names = "--webhook-allow-http",
      defaultValue = "false",
      description = "Lets webhooks elsewhere than on loopback be plain HTTP.")
  private boolean webhookAllowHttp;

  @Option(
      names = "--event-bus",
      paramLabel = "NAME",
      split = ",",
      description = "Puts events on this EventBridge bus, a name or an ARN; several with commas.")
  private List<String> buses = new ArrayList<>();

  @Option(
      names = "--event-bus-endpoint",
      paramLabel = "URL",
      description = "Where the buses are, as of an emulator (default: AWS).")
  private @Nullable String busEndpoint;

  @Option(
      names = "--event-bus-region",
      paramLabel = "REGION",
      description = "The buses' region (default: the ARN's, else AWS_REGION).")
  private @Nullable String busRegion;

  @Option(
      names = "--event-bus-source",
      paramLabel = "NAME",
      defaultValue = BusEvent.SOURCE,
      description =
          "Source of the events (default: ${DEFAULT-VALUE}). AWS itself refuses names that begin"
              + " with 'aws.'.")
  private String busSource = BusEvent.SOURCE;

  @Option(
      names = "--delivery-park-after",
      paramLabel = "HOURS",
      defaultValue = "24",
      description =
          "How long a receiver may fail before it is tried every ten minutes only (default:"
              + " ${DEFAULT-VALUE}).")
  private int parkAfter = 24;

  DeliverySettings settings() {
    URI endpoint = busEndpoint == null ? null : url("--event-bus-endpoint", busEndpoint);
    if (parkAfter < 1) {
      throw wrong("--delivery-park-after", "1 or more hours", parkAfter);
    }
    once("--webhook", webhooks);
    once("--event-bus", buses);
    return new DeliverySettings(
        webhooks.stream().map(this::webhook).toList(),
        Optional.ofNullable(webhookSecrets),
        events(),
        buses.stream().map(bus -> bus(bus, endpoint)).toList(),
        Duration.ofHours(parkAfter));
  }

  private URI webhook(String text) {
    URI url = url("--webhook", text);
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw wrong("--webhook", "a URL without user and fragment", text);
    }
    if (isLoopback(url.getHost())) {
      return url;
    }
    if (!"https".equalsIgnoreCase(url.getScheme()) && !webhookAllowHttp) {
      throw wrong("--webhook", "https (or say --webhook-allow-http)", text);
    }
    if (webhookSecrets == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--webhook needs --webhook-secret-file beside it, so that the receiver knows who posts:"
              + " openssl rand -base64 32 > FILE");
    }
    return url;
  }

  /** By its text: a name that is looked up may lead elsewhere tomorrow. */
  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }

  private Set<EventName> events() {
    if (webhookEvents.isEmpty()) {
      return BusEvent.NAMES;
    }
    Set<EventName> events = EnumSet.noneOf(EventName.class);
    for (String name : webhookEvents) {
      if (name.equals(ALL)) {
        events.addAll(EnumSet.allOf(EventName.class));
        continue;
      }
      try {
        events.add(EventName.valueOf(name));
      } catch (IllegalArgumentException e) {
        throw wrong("--webhook-events", "all, or some of " + List.of(EventName.values()), name);
      }
    }
    return events;
  }

  private BusSettings bus(String name, @Nullable URI endpoint) {
    if (!name.matches("arn:[a-z-]+:events:[a-z0-9-]+:[0-9]{12}:event-bus/.+|[./_A-Za-z0-9-]+")) {
      throw wrong("--event-bus", "the name or ARN of a bus", name);
    }
    if (busRegion != null && !busRegion.matches("[a-z0-9-]+")) {
      throw wrong("--event-bus-region", "the name of a region", busRegion);
    }
    if (endpoint == null && busSource.startsWith("aws.")) {
      throw new ParameterException(
          spec.commandLine(),
          "--event-bus on AWS needs --event-bus-source beside it, such as footlights.ivs: AWS keeps"
              + " names that begin with 'aws.' to itself");
    }
    return new BusSettings(name, endpoint, busRegion, busSource);
  }

  /** Twice the same would be one receiver with two minds of how far it was told. */
  private void once(String option, List<String> values) {
    Set<String> seen = new HashSet<>();
    for (String value : values) {
      if (!seen.add(value)) {
        throw wrong(option, "named once", value);
      }
    }
  }

  private URI url(String option, String text) {
    try {
      URI url = URI.create(text);
      if (url.getHost() != null
          && ("http".equalsIgnoreCase(url.getScheme())
              || "https".equalsIgnoreCase(url.getScheme()))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw wrong(option, "an http or https URL", text);
  }

  private ParameterException wrong(String option, String expected, Object given) {
    return new ParameterException(
        spec.commandLine(), option + " must be " + expected + ", not '" + given + "'");
  }
}
