package dev.footlights.stage.resource;

import java.util.Arrays;
import java.util.Optional;

/** What can be named by an ARN and tagged, beside a stage. */
public enum ResourceType {
  INGEST_CONFIGURATION("ingest-configuration", IngestConfiguration.class),
  PUBLIC_KEY("public-key", PublicKey.class),
  ENCODER_CONFIGURATION("encoder-configuration", EncoderConfiguration.class),
  STORAGE_CONFIGURATION("storage-configuration", StorageConfiguration.class);

  private final String wireName;
  private final Class<? extends Resource> rows;

  ResourceType(String wireName, Class<? extends Resource> rows) {
    this.wireName = wireName;
    this.rows = rows;
  }

  /** The type of rows of a class. */
  public static ResourceType of(Class<? extends Resource> rows) {
    return Arrays.stream(values()).filter(type -> type.rows == rows).findFirst().orElseThrow();
  }

  static Optional<ResourceType> named(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }

  /** As ARNs say it. */
  public String wireName() {
    return wireName;
  }
}
