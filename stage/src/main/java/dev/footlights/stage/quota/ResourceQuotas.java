package dev.footlights.stage.quota;

import dev.footlights.stage.resource.ResourceType;
import java.util.List;

/**
 * How many of each an account may have in a region.
 *
 * @param publishers participants publishing at once, each counted once wherever it is shown
 * @param subscriptions connections that watch somebody at once
 */
public record ResourceQuotas(
    int stages,
    int ingestConfigurations,
    int publicKeys,
    int encoderConfigurations,
    int storageConfigurations,
    int publishers,
    int subscriptions) {
  /** What IVS allows who asked for no more (IVS service quotas). */
  public static final ResourceQuotas USUAL = new ResourceQuotas(1000, 100, 3, 20, 5, 1000, 20_000);

  public static final ResourceQuotas NONE =
      new ResourceQuotas(
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE);

  /** What {@link #with} can change. */
  public static final List<String> NAMES =
      List.of(
          "stages",
          "ingest-configurations",
          "public-keys",
          "encoder-configurations",
          "storage-configurations",
          "publishers",
          "subscriptions");

  /**
   * The same but for one.
   *
   * @param name one of {@link #NAMES}
   */
  public ResourceQuotas with(String name, int most) {
    int[] all = {
      stages,
      ingestConfigurations,
      publicKeys,
      encoderConfigurations,
      storageConfigurations,
      publishers,
      subscriptions
    };
    all[NAMES.indexOf(name)] = most;
    return new ResourceQuotas(all[0], all[1], all[2], all[3], all[4], all[5], all[6]);
  }

  public int most(ResourceType type) {
    return switch (type) {
      case INGEST_CONFIGURATION -> ingestConfigurations;
      case PUBLIC_KEY -> publicKeys;
      case ENCODER_CONFIGURATION -> encoderConfigurations;
      case STORAGE_CONFIGURATION -> storageConfigurations;
    };
  }
}
