package dev.footlights.stage.resource;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The PEM text of a public key that can verify ES384 tokens: SubjectPublicKeyInfo (RFC 5280 §4.1)
 * of a key on P-384, in PEM (RFC 7468 §13).
 */
public final class KeyMaterial {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN PUBLIC KEY-----\\r?\\n([a-zA-Z0-9+/=\\r\\n]+)\\r?\\n-----END PUBLIC KEY-----");

  private KeyMaterial() {}

  /** Reads a key; a VALIDATION refusal of all that is none on P-384. */
  public static ECPublicKey read(String material) {
    Matcher pem = PEM.matcher(material);
    if (!pem.find()) {
      throw refused("no such block is in it");
    }
    byte[] der;
    try {
      der = Base64.getDecoder().decode(pem.group(1).replaceAll("[\\r\\n]", ""));
    } catch (IllegalArgumentException e) {
      throw refused("its base64 cannot be read");
    }
    return onP384(der);
  }

  private static ECPublicKey onP384(byte[] der) {
    try {
      var key =
          (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
      if (!Curve.P_384.equals(Curve.forECParameterSpec(key.getParams()))) {
        throw refused("the key is on another curve");
      }
      // The JDK takes points that are not on the curve; this does not.
      return new ECKey.Builder(Curve.P_384, key).build().toECPublicKey();
    } catch (GeneralSecurityException | JOSEException e) {
      throw refused("it holds no key on an elliptic curve");
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw refused("the key is no point of the curve");
    }
  }

  private static StageException refused(String why) {
    return new StageException(
        Kind.VALIDATION,
        "publicKeyMaterial must be an ECDSA public key on the curve P-384 in PEM form, which begins"
            + " with -----BEGIN PUBLIC KEY-----: "
            + why);
  }

  /** MD5 of the DER key in colon-separated hexadecimal pairs: a name for it, no protection. */
  static String fingerprint(ECPublicKey key) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(key.getEncoded());
      return HexFormat.ofDelimiter(":").formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
