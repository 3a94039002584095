package dev.footlights.stage.resource;

import dev.footlights.stage.Outcome;
import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.session.Scope;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Map;

/** The rules of imported public keys. Owned by the control thread. */
public final class PublicKeys {
  private final Resources resources;

  public PublicKeys(Resources resources) {
    this.resources = resources;
  }

  /** A CONFLICT refusal of a key that the account has in the region, whatever its text. */
  public PublicKey add(
      Scope scope, String name, Map<String, String> tags, String material, Outcome out) {
    ECPublicKey key = KeyMaterial.read(material);
    resources
        .of(scope, ResourceType.PUBLIC_KEY)
        .filter(there -> there instanceof PublicKey other && isSame(key, other))
        .findFirst()
        .ifPresent(
            there -> {
              throw new StageException(Kind.CONFLICT, there.arn() + " is the same key");
            });
    ResourceArn arn = resources.allot(scope, ResourceType.PUBLIC_KEY, tags);
    var made = new PublicKey(arn, name, tags, material, KeyMaterial.fingerprint(key));
    resources.add(made, out);
    return made;
  }

  private static boolean isSame(ECPublicKey key, PublicKey other) {
    // Fingerprints first: reading a key costs more than comparing two texts.
    return KeyMaterial.fingerprint(key).equals(other.fingerprint())
        && Arrays.equals(key.getEncoded(), KeyMaterial.read(other.material()).getEncoded());
  }

  public void delete(Scope scope, ResourceArn arn, Outcome out) {
    resources.remove(resources.find(scope, arn, PublicKey.class).arn(), out);
  }
}
