package dev.footlights.stage.resource;

import java.util.Map;

/** Where recordings go (model shape StorageConfiguration). */
public record StorageConfiguration(
    ResourceArn arn, String name, Map<String, String> tags, String bucket) implements Resource {
  public StorageConfiguration {
    tags = Map.copyOf(tags);
  }

  @Override
  public StorageConfiguration withTags(Map<String, String> changed) {
    return new StorageConfiguration(arn, name, changed, bucket);
  }
}
