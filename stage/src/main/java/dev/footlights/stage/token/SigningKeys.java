package dev.footlights.stage.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import dev.footlights.stage.StageException;
import dev.footlights.stage.resource.KeyMaterial;
import dev.footlights.stage.resource.PublicKey;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.resource.Resources;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The keys that a token may be signed by: the server's own, and those that were imported. */
final class SigningKeys {

  /**
   * @param arn of an imported one; null: the server's own
   */
  record SigningKey(JWSVerifier verifier, @Nullable ResourceArn arn) {}

  private final String own;
  private final SigningKey server;
  private final Resources imported;

  /** Those that somebody has shown a token of: to read one costs as much as to verify. */
  private final Map<ResourceArn, SigningKey> read = new ConcurrentHashMap<>();

  SigningKeys(ServerKey key, Resources imported) {
    own = key.kid();
    this.imported = imported;
    try {
      server = new SigningKey(new ECDSAVerifier(ServerKeys.read(key).toPublicJWK()), null);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("the server's key " + own + " cannot verify", e);
    }
  }

  /** The key of that name, if it is here at this moment. */
  Optional<SigningKey> find(String kid) {
    if (kid.equals(own)) {
      return Optional.of(server);
    }
    try {
      ResourceArn arn = ResourceArn.parse(kid);
      if (!(imported.lookup(arn).orElse(null) instanceof PublicKey key)) {
        read.remove(arn);
        return Optional.empty();
      }
      SigningKey known = read.get(arn);
      if (known == null) {
        known = new SigningKey(new ECDSAVerifier(KeyMaterial.read(key.material())), arn);
        read.put(arn, known);
      }
      return Optional.of(known);
    } catch (StageException | JOSEException noKeyOfOurs) {
      return Optional.empty();
    }
  }
}
