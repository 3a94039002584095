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

  /**
   * @param material which it was read from: in dev mode another key may come under the same name
   */
  private record Read(String material, SigningKey key) {}

  private final String own;
  private final SigningKey server;
  private final Resources imported;

  /** Those that somebody has shown a token of: to read one costs as much as to verify. */
  private final Map<ResourceArn, Read> read = new ConcurrentHashMap<>();

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
        return Optional.empty();
      }
      Read known = read.get(arn);
      if (known == null || !known.material().equals(key.material())) {
        var verifier = new ECDSAVerifier(KeyMaterial.read(key.material()));
        known = new Read(key.material(), new SigningKey(verifier, arn));
        read.keySet().removeIf(gone -> imported.lookup(gone).isEmpty());
        read.put(arn, known);
      }
      return Optional.of(known.key());
    } catch (StageException | JOSEException noKeyOfOurs) {
      return Optional.empty();
    }
  }
}
