package dev.footlights.stage.resource;

import java.util.Arrays;
import java.util.Optional;

/** What can be named by an ARN and tagged, beside a stage. */
public enum ResourceType {
  INGEST_CONFIGURATION("ingest-configuration"),
  PUBLIC_KEY("public-key"),
  ENCODER_CONFIGURATION("encoder-configuration"),
  STORAGE_CONFIGURATION("storage-configuration");

  private final String wireName;

  ResourceType(String wireName) {
    this.wireName = wireName;
  }

  static Optional<ResourceType> named(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }

  /** As ARNs say it. */
  public String wireName() {
    return wireName;
  }
}
