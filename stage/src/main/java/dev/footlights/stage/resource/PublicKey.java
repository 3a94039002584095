package dev.footlights.stage.resource;

import java.util.Map;

/**
 * Verifies tokens that an application signs itself (model shape PublicKey).
 *
 * @param material the PEM text as it was imported
 * @param fingerprint MD5 of the DER key, in colon-separated hexadecimal pairs
 */
public record PublicKey(
    ResourceArn arn, String name, Map<String, String> tags, String material, String fingerprint)
    implements Resource {
  public PublicKey {
    tags = Map.copyOf(tags);
  }

  @Override
  public PublicKey withTags(Map<String, String> changed) {
    return new PublicKey(arn, name, changed, material, fingerprint);
  }
}
