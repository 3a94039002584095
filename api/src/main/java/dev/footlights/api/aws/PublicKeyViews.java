package dev.footlights.api.aws;

import dev.footlights.stage.resource.PublicKey;
import java.util.Map;

/** Public keys as answers show them. */
final class PublicKeyViews {
  private PublicKeyViews() {}

  /** Model shape PublicKey. */
  record Full(
      String arn,
      String name,
      String publicKeyMaterial,
      String fingerprint,
      Map<String, String> tags) {}

  /** Model shape PublicKeySummary. */
  record Summary(String arn, String name, Map<String, String> tags) {}

  static Full full(PublicKey key) {
    return new Full(
        key.arn().toString(), key.name(), key.material(), key.fingerprint(), key.tags());
  }

  static Summary summary(PublicKey key) {
    return new Summary(key.arn().toString(), key.name(), key.tags());
  }
}
