package dev.footlights.stage.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.footlights.stage.Outcome;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.resource.Resources;
import dev.footlights.stage.resource.StorageConfiguration;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.TokenResult.Refused;
import dev.footlights.stage.token.TokenResult.Verified;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section "Self-signed participant token" of IVS's user guide, rule by rule. */
class SelfSignedTokenTest {
  private static final ServerKey SERVER = ServerKeys.create(new SecureRandom());
  private static final Scope SCOPE = new Scope("111122223333", "us-west-2");
  private static final StageArn STAGE = StageArn.of(SCOPE, "AbCdEf123456");
  private static final long IAT = 1_795_000_000L;

  private final Resources resources = SelfSigned.noResources();
  private final TokenVerifier verifier = new TokenVerifier(SERVER, resources);
  private final SelfSigned app = SelfSigned.imported(resources, SCOPE, "key1", "secp384r1");

  /** Claims as JSON texts, by name, in order. */
  private static Map<String, String> claims() {
    var claims = new LinkedHashMap<String, String>();
    claims.put("exp", String.valueOf(IAT + 3600));
    claims.put("iat", String.valueOf(IAT));
    claims.put("jti", "\"guest-1_A\"");
    claims.put("resource", "\"" + STAGE + "\"");
    claims.put("topic", "\"" + STAGE.id() + "\"");
    claims.put("events_url", "\"wss://stage.example.org/events\"");
    claims.put("whip_url", "\"https://stage.example.org/whip\"");
    claims.put("user_id", "\"ann\"");
    claims.put("attributes", "{\"name\":\"Ann\"}");
    claims.put("capabilities", "{\"allow_publish\":true,\"allow_subscribe\":true}");
    claims.put("version", "\"1.0\"");
    return claims;
  }

  private static String json(Map<String, String> claims) {
    var text = new StringBuilder();
    claims.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "{" : ",").append("\"%s\":%s".formatted(name, value)));
    return text.append('}').toString();
  }

  private static String with(String claim, String value) {
    var claims = claims();
    claims.put(claim, value);
    return json(claims);
  }

  private static String without(String claim) {
    var claims = claims();
    claims.remove(claim);
    return json(claims);
  }

  private TokenClaims verified(String token) {
    return verifier.verify(token) instanceof Verified(TokenClaims claims)
        ? claims
        : fail("the token was refused: " + verifier.verify(token));
  }

  private Refused refused(String token) {
    return verifier.verify(token) instanceof Refused refused
        ? refused
        : fail("the token was taken");
  }

  private TokenRefusal reason(String token) {
    return refused(token).reason();
  }

  private void breaks(String claim, String claims) {
    Refused refused = refused(app.sign(claims));
    assertThat(refused.reason()).isEqualTo(TokenRefusal.CLAIM);
    assertThat(refused.text()).startsWith("the token's claim " + claim + " must be ");
    assertThat(refused.kid()).isEqualTo(app.key.toString());
  }

  @Test
  void saysWhatTheApplicationSaid() {
    assertThat(verified(app.sign(json(claims()))))
        .isEqualTo(
            new TokenClaims(
                STAGE,
                ParticipantId.of("guest-1_A"),
                "ann",
                Map.of("name", "Ann"),
                Set.of(Capability.PUBLISH, Capability.SUBSCRIBE),
                Instant.ofEpochSecond(IAT),
                Instant.ofEpochSecond(IAT + 3600),
                new Endpoints(
                    URI.create("https://stage.example.org/whip"),
                    URI.create("wss://stage.example.org/events")),
                app.key));
  }

  @Test
  void needsNoUserIdNoAttributesAndMayHaveOtherClaims() {
    var claims = claims();
    claims.remove("user_id");
    claims.remove("attributes");
    claims.put("aud", "[1,{\"a\":null}]");
    TokenClaims read = verified(app.sign(json(claims)));
    assertThat(read.userId()).isEmpty();
    assertThat(read.attributes()).isEmpty();
    TokenClaims nulls = verified(app.sign(with("user_id", "null")));
    assertThat(nulls.userId()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exp",
        "iat",
        "jti",
        "resource",
        "topic",
        "events_url",
        "whip_url",
        "capabilities",
        "version"
      })
  void withoutARequiredClaimIsRefusedByItsName(String claim) {
    breaks(claim, without(claim));
    breaks(claim, with(claim, "null"));
    breaks(claim, with(claim, "[\"1.0\"]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1795000000.5", "1.795e9", "\"1795000000\"", "-1", "true", "99999999999999999999"})
  void whoseTimesAreNoIntegersIsRefused(String value) {
    breaks("exp", with("exp", value));
    breaks("iat", with("iat", value));
  }

  @Test
  void livesAtMostFourteenDays() {
    long fortnight = 14 * 86_400;
    verified(app.sign(with("exp", String.valueOf(IAT + fortnight))));
    breaks("exp", with("exp", String.valueOf(IAT + fortnight + 1)));
    breaks("exp", with("exp", String.valueOf(IAT)));
    breaks("exp", with("exp", "253402300799"));
  }

  @Test
  void isHeldAgainstTheClockWithFiveMinutesForTheApplications() {
    TokenClaims claims = verified(app.sign(json(claims())));
    Instant issued = Instant.ofEpochSecond(IAT);
    assertThat(claims.untimely(issued.minusSeconds(300))).isEmpty();
    assertThat(claims.untimely(issued.minusSeconds(301))).contains(TokenRefusal.NOT_YET);
    assertThat(claims.untimely(issued.plusSeconds(3599))).isEmpty();
    assertThat(claims.untimely(issued.plusSeconds(3600))).contains(TokenRefusal.EXPIRED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "jürgen", "a\\n"})
  void whoseIdIsNoParticipantIdIsRefused(String jti) {
    breaks("jti", with("jti", "\"" + jti + "\""));
  }

  @Test
  void hasAnIdOfAtMost64Characters() {
    verified(app.sign(with("jti", "\"" + "a".repeat(64) + "\"")));
    breaks("jti", with("jti", "\"" + "a".repeat(65) + "\""));
  }

  @Test
  void isForTheStageThatBothResourceAndTopicName() {
    breaks("topic", with("topic", "\"another\""));
    breaks("resource", with("resource", "\"arn:aws:ivs:us-west-2:111122223333:channel/a\""));
    breaks("resource", with("resource", "\"\""));
  }

  @Test
  void ofAConnectionHasNoStageAndIsRefused() {
    breaks("resource", without("resource"));
  }

  @ParameterizedTest
  @CsvSource({
    "whip_url, wss://h/whip",
    "whip_url, /whip",
    "whip_url, https:whip",
    "whip_url, https://h/a b",
    "whip_url, ''",
    "events_url, https://h/events",
    "events_url, h:1/events"
  })
  void whoseAddressesAreNoUrlsIsRefused(String claim, String value) {
    breaks(claim, with(claim, "\"" + value + "\""));
  }

  @Test
  void mayNameAnyAddressOfAServer() {
    verified(app.sign(with("whip_url", "\"http://foot_lights:4569/whip\"")));
    verified(app.sign(with("events_url", "\"WS://[::1]:4569/events\"")));
  }

  @Test
  void saysBothCapabilitiesAsBooleans() {
    String rule = "capabilities";
    breaks(rule, with(rule, "[\"allow_publish\"]"));
    breaks(rule, with(rule, "{\"allow_publish\":\"true\"}"));
    breaks(rule, with(rule, "{\"allow_publish\":true,\"allow_subscribe\":1}"));
    breaks(rule, with(rule, "{\"allow_subscribe\":null}"));
    assertThat(verified(app.sign(with(rule, "{}"))).capabilities()).isEmpty();
    assertThat(verified(app.sign(with(rule, "{\"allow_subscribe\":true,\"x\":1}"))).capabilities())
        .containsExactly(Capability.SUBSCRIBE);
  }

  @Test
  void hasVersionOnePointNought() {
    breaks("version", with("version", "\"0.3\""));
    breaks("version", with("version", "1.0"));
  }

  @Test
  void hasAUserIdOfAtMost128Characters() {
    String face = "\uD83C\uDFAD";
    assertThat(verified(app.sign(with("user_id", "\"" + face.repeat(128) + "\""))).userId())
        .isEqualTo(face.repeat(128));
    breaks("user_id", with("user_id", "\"" + face.repeat(129) + "\""));
    breaks("user_id", with("user_id", "7"));
    breaks("user_id", with("user_id", "\"\\ud83c\""));
    breaks("user_id", with("user_id", "\"a\\u0000\""));
  }

  @Test
  void hasAttributesOfStringsOfAKilobyteInAll() {
    verified(app.sign(with("attributes", "{\"k\":\"" + "é".repeat(511) + "\"}")));
    breaks("attributes", with("attributes", "{\"k\":\"" + "é".repeat(512) + "\"}"));
    breaks("attributes", with("attributes", "{\"k\":1}"));
    breaks("attributes", with("attributes", "{\"k\":null}"));
    breaks("attributes", with("attributes", "{\"k\":{\"l\":\"m\"}}"));
    breaks("attributes", with("attributes", "\"k=v\""));
    breaks("attributes", with("attributes", "{\"k\\u0000\":\"v\"}"));
    breaks("attributes", with("attributes", "{\"k\":\"\\udc00\"}"));
  }

  @Test
  void withAClaimTwiceIsMalformed() {
    String twice = json(claims()).replace("{\"exp\"", "{\"jti\":\"other\",\"exp\"");
    assertThat(reason(app.sign(twice))).isEqualTo(TokenRefusal.MALFORMED);
    assertThat(reason(app.sign(app.header().replace("{", "{\"alg\":\"none\","), json(claims()))))
        .isEqualTo(TokenRefusal.MALFORMED);
  }

  @Test
  void whoseClaimsAreNoObjectIsMalformed() {
    assertThat(reason(app.sign("[]"))).isEqualTo(TokenRefusal.MALFORMED);
    assertThat(reason(app.sign("[[\"jti\",\"a\"]]"))).isEqualTo(TokenRefusal.MALFORMED);
    assertThat(reason(app.sign("null"))).isEqualTo(TokenRefusal.MALFORMED);
    assertThat(reason(app.sign("\"x\""))).isEqualTo(TokenRefusal.MALFORMED);
    assertThat(reason(app.sign("{"))).isEqualTo(TokenRefusal.MALFORMED);
    assertThat(reason(app.sign("[".repeat(5000)))).isEqualTo(TokenRefusal.MALFORMED);
    assertThat(reason(app.sign("{\"a\":" + "[".repeat(3000) + "]".repeat(3000) + "}")))
        .isIn(TokenRefusal.MALFORMED, TokenRefusal.CLAIM);
  }

  @Test
  void signedByAnotherPrivateKeyIsForged() {
    SelfSigned other = SelfSigned.imported(resources, SCOPE, "key2", "secp384r1");
    assertThat(reason(other.sign(app.header(), json(claims())))).isEqualTo(TokenRefusal.FORGED);
    verified(other.sign(json(claims())));
  }

  @Test
  void isReadByAnyImportedKeyOfItsStagesAccountAndRegionOnly() {
    var elsewhere =
        SelfSigned.imported(resources, new Scope("444455556666", "us-west-2"), "k", "secp384r1");
    var abroad =
        SelfSigned.imported(resources, new Scope("111122223333", "eu-west-1"), "k", "secp384r1");
    assertThat(reason(elsewhere.sign(json(claims())))).isEqualTo(TokenRefusal.FOREIGN_KEY);
    Refused refused = refused(abroad.sign(json(claims())));
    assertThat(refused.reason()).isEqualTo(TokenRefusal.FOREIGN_KEY);
    assertThat(refused.stage()).isEqualTo(STAGE);
  }

  @Test
  void isRefusedWhenItsKeyWasDeleted() {
    String token = app.sign(json(claims()));
    verified(token);
    resources.remove(app.key, new Outcome());
    assertThat(reason(token)).isEqualTo(TokenRefusal.UNKNOWN_KEY);
  }

  @Test
  void isRefusedWhenAnotherKeyHasTakenTheNameOfItsOwn() {
    String token = app.sign(json(claims()));
    verified(token);
    resources.remove(app.key, new Outcome());
    SelfSigned next = SelfSigned.imported(resources, SCOPE, "key1", "secp384r1");
    assertThat(reason(token)).isEqualTo(TokenRefusal.FORGED);
    verified(next.sign(json(claims())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "key1",
        "arn:aws:ivs:us-west-2:111122223333:public-key/other",
        "arn:aws:ivs:us-west-2:111122223333:stage/AbCdEf123456",
        "arn:aws:ivs:us-west-2:111122223333:storage-configuration/bucket"
      })
  void whoseKidIsNoImportedKeyIsRefused(String kid) {
    var bucket =
        ResourceArn.parse("arn:aws:ivs:us-west-2:111122223333:storage-configuration/bucket");
    resources.put(new StorageConfiguration(bucket, "", Map.of(), "b"), new Outcome());
    String header = app.header().replace(app.key.toString(), kid);
    assertThat(reason(app.sign(header, json(claims())))).isEqualTo(TokenRefusal.UNKNOWN_KEY);
  }

  @Test
  void tellsTheLogOfAStrangersKidOnlyWhatAnArnMayHave() {
    String header = app.header().replace(app.key.toString(), "a\\n\\u001b[31m" + "b".repeat(500));
    assertThat(refused(app.sign(header, json(claims()))).kid())
        .hasSize(128)
        .matches("[a-zA-Z0-9:/?_-]+");
  }

  @Test
  void isNotVerifiedByAKeyOfAnotherCurve() {
    var p256 = SelfSigned.imported(resources, SCOPE, "p256", "secp256r1");
    String es256 = p256.header().replace("ES384", "ES256");
    assertThat(reason(p256.sign(es256, json(claims()), "SHA256withECDSAinP1363Format")))
        .isEqualTo(TokenRefusal.HEADER);
    assertThat(reason(p256.sign(json(claims())))).isEqualTo(TokenRefusal.UNKNOWN_KEY);
    var p521 = SelfSigned.imported(resources, SCOPE, "p521", "secp521r1");
    assertThat(reason(p521.sign(json(claims())))).isEqualTo(TokenRefusal.UNKNOWN_KEY);
  }

  @Test
  void whoseAlgorithmIsConfusedIsRefused() throws Exception {
    String body = SelfSigned.encode(json(claims()));
    for (String alg : List.of("none", "HS256", "HS384", "ES256", "RS256", "es384", "KMS")) {
      String header = SelfSigned.encode(app.header().replace("ES384", alg));
      var mac = Mac.getInstance("HmacSHA384");
      mac.init(new SecretKeySpec(app.pem(), "HmacSHA384"));
      byte[] hmac = mac.doFinal((header + "." + body).getBytes(StandardCharsets.US_ASCII));
      for (String signature : List.of("", SelfSigned.encode(hmac))) {
        assertThat(reason(header + "." + body + "." + signature))
            .as(alg)
            .isEqualTo(TokenRefusal.HEADER);
      }
    }
    String es384 = SelfSigned.encode(app.header());
    assertThat(reason(es384 + "." + body + ".")).isEqualTo(TokenRefusal.FORGED);
    assertThat(reason(es384 + "." + body + "." + SelfSigned.encode(new byte[96])))
        .isEqualTo(TokenRefusal.FORGED);
  }

  @Test
  void whoseSignatureIsInDerFormIsForged() {
    assertThat(reason(app.sign(app.header(), json(claims()), "SHA384withECDSA")))
        .isEqualTo(TokenRefusal.FORGED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"typ\":\"JWT\",\"kid\":\"%s\"}",
        "{\"alg\":\"ES384\",\"kid\":\"%s\"}",
        "{\"alg\":\"ES384\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}",
        "{\"alg\":\"ES384\",\"typ\":\"JWT\"}",
        "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":7}",
        "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"%s\",\"crit\":[\"exp\"]}",
        "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"%s\",\"crit\":[\"b64\"],\"b64\":false}",
        "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"%s\",\"b64\":false}"
      })
  void withAnotherHeaderIsRefused(String header) {
    assertThat(reason(app.sign(header.formatted(app.key), json(claims()))))
        .isEqualTo(TokenRefusal.HEADER);
  }

  @Test
  void isNotVerifiedByAKeyItBringsItself() {
    var stranger = SelfSigned.imported(SelfSigned.noResources(), SCOPE, "key1", "secp384r1");
    String jwk = "\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"AA\",\"y\":\"AA\"},";
    assertThat(reason(stranger.sign(app.header().replace("{", "{" + jwk), json(claims()))))
        .isEqualTo(TokenRefusal.FORGED);
  }

  @Test
  void changedInAnyCharacterIsNeverTaken() {
    String token = app.sign(json(claims()));
    for (int at = 0; at < token.length(); at++) {
      String flipped = String.valueOf((char) (token.charAt(at) ^ 1));
      String other = List.of(flipped, "", flipped + token.charAt(at), "=").get(at % 4);
      String changed = token.substring(0, at) + other + token.substring(at + 1);
      assertThat(verifier.verify(changed)).as("at %d", at).isInstanceOf(Refused.class);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void ofRandomChangesIsNeverTakenAndNeverThrows(long seed) {
    var random = new Random(seed);
    String token = app.sign(json(claims()));
    for (int round = 0; round < 100; round++) {
      var bytes = token.getBytes(StandardCharsets.ISO_8859_1);
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      String changed = new String(bytes, StandardCharsets.ISO_8859_1);
      if (!changed.equals(token)) {
        assertThat(verifier.verify(changed)).isInstanceOf(Refused.class);
      }
    }
  }

  /** The signature is good: whatever the claims are, the answer is a value. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void ofRandomClaimsNeverThrows(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      var text = new StringBuilder(json(claims()));
      for (int i = random.nextInt(3); i >= 0; i--) {
        text.setCharAt(random.nextInt(text.length()), "{}[]\":,0e.-\\u".charAt(random.nextInt(13)));
      }
      assertThat(verifier.verify(app.sign(text.toString()))).isNotNull();
    }
  }

  @Test
  void isNotToldByItsRefusal() {
    Refused refused = refused(app.sign(with("user_id", "\"" + "secret".repeat(30) + "\"")));
    assertThat(refused.toString()).doesNotContain("secret");
    assertThat(refused.exception()).hasMessageNotContaining("secret");
  }
}
