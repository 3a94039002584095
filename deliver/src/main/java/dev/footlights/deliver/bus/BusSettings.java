package dev.footlights.deliver.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.footlights.deliver.form.BusEvent;
import java.net.URI;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/**
 * Which bus, and where.
 *
 * @param bus its name or ARN
 * @param endpoint null: AWS's own
 * @param inRegion null: the ARN's, else what the AWS SDK finds
 * @param source what the events say they are from; AWS itself takes none that begins with "aws."
 */
public record BusSettings(
    String bus, @Nullable URI endpoint, @Nullable String inRegion, String source) {
  /** Where an emulator is that nobody named a region for. */
  private static final String EMULATED = "us-east-1";

  public BusSettings(String bus, @Nullable URI endpoint, @Nullable String inRegion) {
    this(bus, endpoint, inRegion, BusEvent.SOURCE);
  }

  /** Absent: whatever the AWS SDK finds, which may take it a while. */
  Optional<String> region() {
    if (inRegion != null) {
      return Optional.of(inRegion);
    }
    if (bus.startsWith("arn:")) {
      return Optional.of(bus.split(":", 5)[3]);
    }
    return endpoint == null ? Optional.empty() : Optional.of(fromEnvironment());
  }

  private static String fromEnvironment() {
    try {
      return new SystemSettingsRegionProvider().getRegion().id();
    } catch (SdkException e) {
      return EMULATED;
    }
  }

  /** For people; without what an endpoint may have of a user or a path. */
  String place() {
    String where = inRegion == null ? "" : " " + inRegion;
    if (endpoint == null) {
      return bus + " on AWS" + where;
    }
    String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    return bus + " at " + endpoint.getScheme() + "://" + endpoint.getHost() + port + where;
  }

  /** Buses of one name at several places are told each for itself. */
  String name() {
    var place = new CRC32();
    place.update((bus + "|" + endpoint + "|" + inRegion).getBytes(UTF_8));
    return "bus:%s#%08x".formatted(bus, place.getValue());
  }
}
