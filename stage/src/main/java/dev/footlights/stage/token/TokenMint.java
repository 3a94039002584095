package dev.footlights.stage.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.StageArn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;

/** Makes participant tokens: ES384 JWTs with the claims of IVS's self-signed ones. */
public final class TokenMint {
  private final String kid;
  private final JWSSigner signer;

  public TokenMint(ServerKey key) {
    kid = key.kid();
    try {
      signer = new ECDSASigner(ServerKeys.read(key));
    } catch (JOSEException e) {
      throw new IllegalArgumentException("the server's key " + kid + " cannot sign", e);
    }
  }

  public IssuedToken mint(
      StageArn stage, ParticipantId id, TokenSpec spec, Endpoints endpoints, Instant now) {
    Instant issued = now.truncatedTo(ChronoUnit.SECONDS);
    Instant expires = issued.plus(spec.duration());
    var claims =
        new JWTClaimsSet.Builder()
            .jwtID(id.value())
            .issueTime(Date.from(issued))
            .expirationTime(Date.from(expires))
            .claim(Claims.RESOURCE, stage.toString())
            .claim(Claims.TOPIC, stage.id())
            .claim(Claims.EVENTS_URL, endpoints.events().toString())
            .claim(Claims.WHIP_URL, endpoints.whip().toString())
            .claim(Claims.CAPABILITIES, capabilities(spec))
            .claim(Claims.VERSION, Claims.SUPPORTED_VERSION);
    if (!spec.userId().isEmpty()) {
      claims.claim(Claims.USER_ID, spec.userId());
    }
    if (!spec.attributes().isEmpty()) {
      claims.claim(Claims.ATTRIBUTES, spec.attributes());
    }
    return new IssuedToken(
        id,
        sign(claims.build()),
        spec.userId(),
        spec.attributes(),
        spec.duration(),
        spec.capabilities(),
        expires);
  }

  private static Map<String, Boolean> capabilities(TokenSpec spec) {
    return Map.of(
        Claims.ALLOW_PUBLISH, spec.capabilities().contains(Capability.PUBLISH),
        Claims.ALLOW_SUBSCRIBE, spec.capabilities().contains(Capability.SUBSCRIBE));
  }

  private String sign(JWTClaimsSet claims) {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES384).type(JOSEObjectType.JWT).keyID(kid).build();
    var jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("the server's key " + kid + " cannot sign", e);
    }
    return jwt.serialize();
  }
}
