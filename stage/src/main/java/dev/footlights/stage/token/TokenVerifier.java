package dev.footlights.stage.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.footlights.stage.StageException;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.TokenResult.Refused;
import dev.footlights.stage.token.TokenResult.Verified;
import java.text.ParseException;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads participant tokens. Any thread may use it. Says nothing about expiry or revocation. */
public final class TokenVerifier {
  /** Longest token that is looked at, in characters: 1 KB of attributes, escaped and encoded. */
  static final int MAX_LENGTH = 16_384;

  private final String kid;
  private final JWSVerifier verifier;

  public TokenVerifier(ServerKey key) {
    kid = key.kid();
    try {
      verifier = new ECDSAVerifier(ServerKeys.read(key).toPublicJWK());
    } catch (JOSEException e) {
      throw new IllegalArgumentException("the server's key " + kid + " cannot verify", e);
    }
  }

  /** Whether we signed the token, and what it says. Never throws on input. */
  public TokenResult verify(String token) {
    if (token.length() > MAX_LENGTH) {
      return new Refused(TokenRefusal.MALFORMED);
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!JWSAlgorithm.ES384.equals(jwt.getHeader().getAlgorithm())) {
        return new Refused(TokenRefusal.MALFORMED);
      }
      if (!kid.equals(jwt.getHeader().getKeyID()) || !jwt.verify(verifier)) {
        return new Refused(TokenRefusal.FORGED);
      }
      return claims(jwt.getJWTClaimsSet());
    } catch (JOSEException e) {
      return new Refused(TokenRefusal.FORGED);
    } catch (ParseException | StageException | IllegalArgumentException e) {
      return new Refused(TokenRefusal.MALFORMED);
    }
  }

  private static TokenResult claims(JWTClaimsSet claims) throws ParseException {
    Date issued = claims.getIssueTime();
    Date expires = claims.getExpirationTime();
    String id = claims.getJWTID();
    String resource = claims.getStringClaim(Claims.RESOURCE);
    if (issued == null
        || expires == null
        || id == null
        || id.isEmpty()
        || resource == null
        || !Claims.SUPPORTED_VERSION.equals(claims.getStringClaim(Claims.VERSION))) {
      return new Refused(TokenRefusal.MALFORMED);
    }
    StageArn stage = StageArn.parse(resource);
    if (!stage.id().equals(claims.getStringClaim(Claims.TOPIC))) {
      return new Refused(TokenRefusal.OTHER_STAGE);
    }
    String userId = claims.getStringClaim(Claims.USER_ID);
    return new Verified(
        new TokenClaims(
            stage,
            ParticipantId.of(id),
            userId == null ? "" : userId,
            attributes(claims),
            capabilities(claims),
            issued.toInstant(),
            expires.toInstant()));
  }

  private static Map<String, String> attributes(JWTClaimsSet claims) throws ParseException {
    Map<String, Object> given = claims.getJSONObjectClaim(Claims.ATTRIBUTES);
    Map<String, String> attributes = new HashMap<>();
    if (given != null) {
      given.forEach((key, value) -> attributes.put(key, String.valueOf(value)));
    }
    return attributes;
  }

  private static Set<Capability> capabilities(JWTClaimsSet claims) throws ParseException {
    Map<String, Object> given = claims.getJSONObjectClaim(Claims.CAPABILITIES);
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    if (given == null) {
      return capabilities;
    }
    if (Boolean.TRUE.equals(given.get(Claims.ALLOW_PUBLISH))) {
      capabilities.add(Capability.PUBLISH);
    }
    if (Boolean.TRUE.equals(given.get(Claims.ALLOW_SUBSCRIBE))) {
      capabilities.add(Capability.SUBSCRIBE);
    }
    return capabilities;
  }
}
