package dev.footlights.stage.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.TokenResult.Refused;
import dev.footlights.stage.token.TokenResult.Verified;
import java.net.URI;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
  private static final ServerKey KEY = ServerKeys.create(new SecureRandom());
  private static final StageArn STAGE =
      StageArn.parse("arn:aws:ivs:us-east-1:000000000000:stage/AbCdEf123456");
  private static final Instant NOW = Instant.parse("2026-11-24T14:00:00.5Z");
  private static final Endpoints ENDPOINTS =
      new Endpoints(URI.create("http://h/whip"), URI.create("ws://h/events"));

  private final TokenMint mint = new TokenMint(KEY);
  private final TokenVerifier verifier = new TokenVerifier(KEY, SelfSigned.noResources());

  private IssuedToken issue(TokenSpec spec) {
    return mint.mint(STAGE, ParticipantId.of("p1"), spec, ENDPOINTS, NOW);
  }

  private IssuedToken issue() {
    return issue(
        new TokenSpec(Duration.ofMinutes(1), "ann", Map.of("k", "v"), Set.of(Capability.PUBLISH)));
  }

  private TokenRefusal refusal(String token) {
    return verifier.verify(token) instanceof Refused refused
        ? refused.reason()
        : fail("the token was taken");
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .jwtID("p1")
        .issueTime(Date.from(NOW))
        .expirationTime(Date.from(NOW.plusSeconds(60)))
        .claim("resource", STAGE.toString())
        .claim("topic", STAGE.id())
        .claim("events_url", "ws://h/events")
        .claim("whip_url", "http://h/whip")
        .claim("capabilities", Map.of("allow_publish", true, "allow_subscribe", true))
        .claim("version", "1.0");
  }

  private static String signed(JWTClaimsSet claims) throws JOSEException {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES384).type(JOSEObjectType.JWT).keyID(KEY.kid()).build();
    var jwt = new SignedJWT(header, claims);
    jwt.sign(new ECDSASigner(ServerKeys.read(KEY)));
    return jwt.serialize();
  }

  @Test
  void thatWeMadeSaysWhatWasAskedFor() {
    IssuedToken issued = issue();
    assertThat(issued.expirationTime()).isEqualTo(Instant.parse("2026-11-24T14:01:00Z"));
    assertThat(verifier.verify(issued.token()))
        .isEqualTo(
            new Verified(
                new TokenClaims(
                    STAGE,
                    ParticipantId.of("p1"),
                    "ann",
                    Map.of("k", "v"),
                    Set.of(Capability.PUBLISH),
                    Instant.parse("2026-11-24T14:00:00Z"),
                    issued.expirationTime(),
                    ENDPOINTS,
                    null)));
  }

  @Test
  void carriesTheClaimsOfSelfSignedOnes() throws ParseException {
    var jwt = SignedJWT.parse(issue().token());
    assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES384);
    assertThat(jwt.getHeader().getType()).hasToString("JWT");
    assertThat(jwt.getHeader().getKeyID()).isEqualTo(KEY.kid());
    assertThat(jwt.getJWTClaimsSet().getClaims())
        .containsOnlyKeys(
            "exp",
            "iat",
            "jti",
            "resource",
            "topic",
            "events_url",
            "whip_url",
            "capabilities",
            "version",
            "user_id",
            "attributes")
        .containsEntry("topic", "AbCdEf123456")
        .containsEntry("whip_url", "http://h/whip")
        .containsEntry("version", "1.0")
        .containsEntry("capabilities", Map.of("allow_publish", true, "allow_subscribe", false));
  }

  @Test
  void withNoCapabilityAllowsNeither() {
    var spec = new TokenSpec(Duration.ofMinutes(1), "", Map.of(), Set.of());
    assertThat(verifier.verify(issue(spec).token()))
        .isInstanceOfSatisfying(
            Verified.class, it -> assertThat(it.claims().capabilities()).isEmpty());
  }

  @Test
  void expiresAtItsSecond() {
    var claims = ((Verified) verifier.verify(issue().token())).claims();
    assertThat(claims.expired(Instant.parse("2026-11-24T14:00:59.999Z"))).isFalse();
    assertThat(claims.expired(Instant.parse("2026-11-24T14:01:00Z"))).isTrue();
  }

  @Test
  void ofAnotherServersKeyIsForged() {
    var other =
        new TokenMint(new ServerKey(KEY.kid(), ServerKeys.create(new SecureRandom()).jwk()));
    var spec = new TokenSpec(Duration.ofMinutes(1), "", Map.of(), Set.of());
    String token = other.mint(STAGE, ParticipantId.of("p1"), spec, ENDPOINTS, NOW).token();
    assertThat(refusal(token)).isEqualTo(TokenRefusal.FORGED);
  }

  @Test
  void signedByAnyOtherAlgorithmIsRefused() throws JOSEException {
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(KEY.kid()).build(), claims().build());
    jwt.sign(new MACSigner(new byte[32]));
    assertThat(refusal(jwt.serialize())).isEqualTo(TokenRefusal.HEADER);
  }

  @Test
  void thatWeMadeKeepsTheRulesOfSelfSignedOnes() throws JOSEException {
    assertThat(verifier.verify(signed(claims().build()))).isInstanceOf(Verified.class);
    assertThat(refusal(signed(claims().claim("topic", "other").build())))
        .isEqualTo(TokenRefusal.CLAIM);
    assertThat(refusal(signed(claims().claim("version", null).build())))
        .isEqualTo(TokenRefusal.CLAIM);
  }

  /** Dev mode's clock is put back by a restart, and our tokens stay good. */
  @Test
  void thatWeMadeMayHaveBeenMadeInTheFuture() {
    var claims = ((Verified) verifier.verify(issue().token())).claims();
    assertThat(claims.untimely(NOW.minusSeconds(86_400))).isEmpty();
  }

  @Test
  void tooLongToBeOneIsMalformed() {
    assertThat(refusal("a".repeat(TokenVerifier.MAX_LENGTH + 1))).isEqualTo(TokenRefusal.MALFORMED);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void withAChangedCharacterIsNeverTaken(long seed) {
    var random = new Random(seed);
    String token = issue().token();
    int at = random.nextInt(token.lastIndexOf('.') - 1);
    char other = (char) (token.charAt(at) ^ 1);
    assertThat(verifier.verify(token.substring(0, at) + other + token.substring(at + 1)))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void ofRandomTextIsRefusedWithoutAnException(long seed) {
    var random = new Random(seed);
    var text = new StringBuilder();
    for (int i = random.nextInt(500); i >= 0; i--) {
      text.append((char) (random.nextInt(4) == 0 ? '.' : random.nextInt(0x250)));
    }
    assertThat(verifier.verify(text.toString())).isInstanceOf(Refused.class);
  }

  @Test
  void isNotShownByToString() {
    IssuedToken issued = issue();
    assertThat(issued.toString()).doesNotContain(issued.token());
    assertThat(KEY.toString()).doesNotContain(KEY.jwk());
  }
}
