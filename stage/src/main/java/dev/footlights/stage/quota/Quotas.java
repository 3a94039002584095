package dev.footlights.stage.quota;

import dev.footlights.stage.StageException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Limits of the domain. Those of replication and publishing hold in dev mode too. */
public final class Quotas {
  /** Participants publishing to a stage at once, replicas counted (IVS service quotas). */
  public static final int PUBLISHERS_PER_STAGE = 12;

  /** Connections that watch somebody in one stage at once (IVS service quotas). */
  public static final int VIEWERS_PER_STAGE = 10_000;

  /** Concurrent replications of one participant (IVS service quotas). */
  public static final int REPLICATIONS_PER_PARTICIPANT = 5;

  /** Bytes of UTF-8 that attributes may have, keys and values together (IVS token claims). */
  public static final int ATTRIBUTE_BYTES = 1024;

  private Quotas() {}

  /** A VALIDATION refusal of attributes that are too large. */
  public static void checkAttributes(Map<String, String> attributes) {
    int bytes = 0;
    for (var entry : attributes.entrySet()) {
      bytes += utf8(entry.getKey()) + utf8(entry.getValue());
    }
    if (bytes > ATTRIBUTE_BYTES) {
      throw new StageException(
          StageException.Kind.VALIDATION, "attributes have more than 1024 bytes");
    }
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
