package dev.footlights.stage.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.resource.Resources;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.SigningKeys.SigningKey;
import dev.footlights.stage.token.TokenResult.Refused;
import dev.footlights.stage.token.TokenResult.Verified;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads participant tokens, the server's own and those that applications signed: JWTs in compact
 * form (RFC 7515 §7.1). Any thread may use it. Says nothing about expiry or revocation.
 *
 * <p>A header tells which key, and nothing else: algorithm and type are fixed, a key in the header
 * is not looked at. A member of the header or of the claims that comes twice makes the token
 * malformed; of one within attributes or capabilities the last counts.
 */
public final class TokenVerifier {
  /** Longest token that is looked at, in characters: 1 KB of attributes, escaped and encoded. */
  public static final int MAX_LENGTH = 16_384;

  /** Of an ES384 signature: 96 bytes fill 128 characters, so that each has one spelling. */
  private static final Pattern COMPACT =
      Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]*)");

  private static final int SIGNATURE_CHARACTERS = 128;
  private static final JWSHeader ES384 = new JWSHeader(JWSAlgorithm.ES384);
  private static final int MAX_KID = 128;
  private static final Pattern NOT_OF_AN_ARN = Pattern.compile("[^A-Za-z0-9:/_-]");

  private final SigningKeys keys;

  /**
   * @param imported where public keys of applications are
   */
  public TokenVerifier(ServerKey key, Resources imported) {
    keys = new SigningKeys(key, imported);
  }

  /** Whether a key we know signed the token, and what it says. Never throws on input. */
  public TokenResult verify(String token) {
    if (token.length() > MAX_LENGTH) {
      return new Refused(TokenRefusal.MALFORMED, "", null);
    }
    Matcher parts = COMPACT.matcher(token);
    Map<String, Object> header = parts.matches() ? json(parts.group(1)) : null;
    if (header == null) {
      return new Refused(TokenRefusal.MALFORMED, "", null);
    }
    if (!(header.get("kid") instanceof String kid) || !usual(header)) {
      return new Refused(TokenRefusal.HEADER, "", null);
    }
    Optional<SigningKey> key = keys.find(kid);
    if (key.isEmpty()) {
      return new Refused(TokenRefusal.UNKNOWN_KEY, safe(kid), null);
    }
    String signed = token.substring(0, parts.start(3) - 1);
    if (!signedBy(key.get(), signed, parts.group(3))) {
      return new Refused(TokenRefusal.FORGED, safe(kid), null);
    }
    Map<String, Object> claims = json(parts.group(2));
    return claims == null
        ? new Refused(TokenRefusal.MALFORMED, safe(kid), null)
        : read(claims, safe(kid), key.get().arn());
  }

  /** RFC 7515 §4.1.11: what {@code crit} lists must be understood, and we understand nothing. */
  private static boolean usual(Map<String, Object> header) {
    return JWSAlgorithm.ES384.getName().equals(header.get("alg"))
        && header.get("typ") instanceof String type
        && type.equalsIgnoreCase("JWT")
        && !header.containsKey("crit")
        && !header.containsKey("b64");
  }

  private static boolean signedBy(SigningKey key, String signed, String signature) {
    try {
      return signature.length() == SIGNATURE_CHARACTERS
          && key.verifier()
              .verify(ES384, signed.getBytes(StandardCharsets.US_ASCII), new Base64URL(signature));
    } catch (JOSEException e) {
      return false;
    }
  }

  private static TokenResult read(
      Map<String, Object> claims, String kid, @Nullable ResourceArn key) {
    StageArn stage = null;
    try {
      var rules = new ClaimRules(claims);
      stage = rules.stage();
      if (key != null && !key.scope().equals(stage.scope())) {
        return new Refused(TokenRefusal.FOREIGN_KEY, kid, stage);
      }
      return new Verified(rules.read(stage, key));
    } catch (ClaimException e) {
      return new Refused(TokenRefusal.CLAIM, e.text(), kid, stage);
    }
  }

  /** The library takes a list of pairs for an object; we do not. */
  private static @Nullable Map<String, Object> json(String part) {
    String text = new Base64URL(part).decodeToString().strip();
    try {
      return text.startsWith("{") ? JSONObjectUtils.parse(text) : null;
    } catch (ParseException e) {
      return null;
    }
  }

  private static String safe(String kid) {
    String start = kid.substring(0, Math.min(kid.length(), MAX_KID));
    return NOT_OF_AN_ARN.matcher(start).replaceAll("?");
  }
}
