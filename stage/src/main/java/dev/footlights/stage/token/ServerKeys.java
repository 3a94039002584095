package dev.footlights.stage.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.SecureRandom;
import java.text.ParseException;

/** Makes and reads the server's key. */
public final class ServerKeys {
  private ServerKeys() {}

  /** A fresh P-384 key; its name is its thumbprint (RFC 7638). */
  public static ServerKey create(SecureRandom random) {
    try {
      ECKey key =
          new ECKeyGenerator(Curve.P_384).secureRandom(random).keyIDFromThumbprint(true).generate();
      return new ServerKey(key.getKeyID(), key.toJSONString());
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has P-384", e);
    }
  }

  static ECKey read(ServerKey key) {
    try {
      return ECKey.parse(key.jwk());
    } catch (ParseException e) {
      throw new IllegalArgumentException("the server's key " + key.kid() + " cannot be read", e);
    }
  }
}
