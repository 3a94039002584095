package dev.footlights.stage.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.ParseException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Makes and reads the server's key. */
public final class ServerKeys {
  private static final String HMAC = "HmacSHA256";

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

  /**
   * A secret for another purpose than tokens, by HMAC of the purpose's name: the same wherever the
   * key is the same.
   */
  public static SecretKey derive(ServerKey key, String purpose) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key.jwk().getBytes(UTF_8), HMAC));
      return new SecretKeySpec(mac.doFinal(purpose.getBytes(UTF_8)), HMAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
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
