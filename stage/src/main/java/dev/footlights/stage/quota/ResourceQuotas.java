package dev.footlights.stage.quota;

import dev.footlights.stage.resource.ResourceType;

/** How many of each an account may have in a region. */
public record ResourceQuotas(
    int stages,
    int ingestConfigurations,
    int publicKeys,
    int encoderConfigurations,
    int storageConfigurations) {
  /** What IVS allows who asked for no more (IVS service quotas). */
  public static final ResourceQuotas USUAL = new ResourceQuotas(1000, 100, 3, 20, 5);

  public static final ResourceQuotas NONE =
      new ResourceQuotas(
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE);

  public int most(ResourceType type) {
    return switch (type) {
      case INGEST_CONFIGURATION -> ingestConfigurations;
      case PUBLIC_KEY -> publicKeys;
      case ENCODER_CONFIGURATION -> encoderConfigurations;
      case STORAGE_CONFIGURATION -> storageConfigurations;
    };
  }
}
