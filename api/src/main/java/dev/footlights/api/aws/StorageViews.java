package dev.footlights.api.aws;

import dev.footlights.stage.resource.StorageConfiguration;
import java.util.Map;

/** Storage configurations as answers show them, in full and in lists alike. */
final class StorageViews {
  private StorageViews() {}

  /** Model shape S3StorageConfiguration. */
  record Bucket(String bucketName) {}

  /** Model shapes StorageConfiguration and StorageConfigurationSummary. */
  record Full(String arn, String name, Bucket s3, Map<String, String> tags) {}

  static Full full(StorageConfiguration storage) {
    return new Full(
        storage.arn().toString(), storage.name(), new Bucket(storage.bucket()), storage.tags());
  }
}
