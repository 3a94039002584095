package dev.footlights.api.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.TestServer;
import dev.footlights.api.TestServer.Answer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PublicKeysTest {
  private static final TestServer server = TestServer.dev();
  private static final Ask ask = new Ask(server);

  @AfterAll
  static void stop() {
    server.close();
  }

  private static KeyPair pair(String curve) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(String curve) {
    return pem("PUBLIC", pair(curve).getPublic().getEncoded());
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----\n"
        .formatted(
            kind, Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der), kind);
  }

  static String escaped(String text) {
    return text.replace("\r", "\\r").replace("\n", "\\n");
  }

  private static Answer imported(String pem) {
    return ask.call("ImportPublicKey", "{'publicKeyMaterial':'%s'}", escaped(pem));
  }

  private static String refusal(String pem) {
    return Ask.is("ValidationException", imported(pem));
  }

  @Test
  void aKeyIsKeptAsItCameUnderItsFingerprint() throws GeneralSecurityException {
    byte[] der = pair("secp384r1").getPublic().getEncoded();
    String pem = pem("PUBLIC", der);
    JsonNode made =
        ask.ok(
                "ImportPublicKey",
                "{'name':'app','publicKeyMaterial':'%s','tags':{'a':'b'}}",
                escaped(pem))
            .path("publicKey");
    String arn = made.path("arn").asString();
    assertThat(arn).matches("arn:aws:ivs:us-east-1:000000000000:public-key/[a-zA-Z0-9]{12}");
    assertThat(made.path("name").asString()).isEqualTo("app");
    assertThat(made.path("publicKeyMaterial").asString()).isEqualTo(pem);
    assertThat(made.path("fingerprint").asString())
        .isEqualTo(
            HexFormat.ofDelimiter(":").formatHex(MessageDigest.getInstance("MD5").digest(der)))
        .matches("([0-9a-f]{2}:){15}[0-9a-f]{2}");
    assertThat(ask.ok("GetPublicKey", "{'arn':'%s'}", arn).path("publicKey")).isEqualTo(made);
    ask.isNobodyElses("PublicKey", arn);
    assertThat(
            ask.ok("ListPublicKeys", "{}").path("publicKeys").valueStream().map(Object::toString))
        .contains("{\"arn\":\"" + arn + "\",\"name\":\"app\",\"tags\":{\"a\":\"b\"}}");
    assertThat(ask.ok("DeletePublicKey", "{'arn':'%s'}", arn).toString()).isEqualTo("{}");
    ask.refused("ResourceNotFoundException", "GetPublicKey", "{'arn':'%s'}", arn);
    ask.refused("ResourceNotFoundException", "DeletePublicKey", "{'arn':'%s'}", arn);
  }

  @Test
  void theSameKeyIsAConflictHoweverItIsWritten() {
    byte[] der = pair("secp384r1").getPublic().getEncoded();
    String arn = imported(pem("PUBLIC", der)).json().at("/publicKey/arn").asString();
    String oneLine =
        "-----BEGIN PUBLIC KEY-----\r\n"
            + Base64.getEncoder().encodeToString(der)
            + "\r\n-----END PUBLIC KEY-----";
    for (String same : List.of(pem("PUBLIC", der), oneLine)) {
      Answer second = imported(same);
      assertThat(second.status()).isEqualTo(409);
      assertThat(Ask.is("ConflictException", second)).contains(arn);
    }
    String body = "{\"publicKeyMaterial\":\"" + escaped(oneLine) + "\"}";
    assertThat(server.call("ImportPublicKey").region("eu-west-1").body(body).send().status())
        .isEqualTo(200);
    ask.ok("DeletePublicKey", "{'arn':'%s'}", arn);
    assertThat(imported(oneLine).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp521r1"})
  void aKeyOnAnotherCurveIsRefused(String curve) {
    assertThat(refusal(pem(curve))).contains("publicKeyMaterial", "P-384", "another curve");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "Ed25519"})
  void aKeyOfAnotherKindIsRefused(String algorithm) throws GeneralSecurityException {
    byte[] der = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic().getEncoded();
    assertThat(refusal(pem("PUBLIC", der))).contains("publicKeyMaterial", "P-384");
  }

  @Test
  void whatIsNoKeyIsRefused() {
    assertThat(refusal("garbage")).contains("publicKeyMaterial", "BEGIN PUBLIC KEY");
    assertThat(refusal(pem("PUBLIC", new byte[] {1, 2, 3}))).contains("P-384");
    assertThat(refusal("-----BEGIN PUBLIC KEY-----\nA=A=\n-----END PUBLIC KEY-----"))
        .contains("base64");
    byte[] offCurve = pair("secp384r1").getPublic().getEncoded();
    offCurve[offCurve.length - 1] ^= 1;
    assertThat(refusal(pem("PUBLIC", offCurve))).contains("no point of the curve");
    byte[] cut = pair("secp384r1").getPublic().getEncoded();
    assertThat(refusal(pem("PUBLIC", Arrays.copyOf(cut, cut.length - 1)))).contains("P-384");
  }

  @Test
  void aPrivateKeyIsRefusedAndNotToldAgain() {
    byte[] der = pair("secp384r1").getPrivate().getEncoded();
    String secret = Base64.getEncoder().encodeToString(der);
    for (String label : List.of("PRIVATE", "EC PRIVATE", "PUBLIC")) {
      Answer answer = imported(pem(label, der));
      assertThat(Ask.is("ValidationException", answer)).contains("publicKeyMaterial");
      assertThat(answer.text()).doesNotContain(secret.substring(0, 20));
    }
  }

  @Test
  void aRegionHas3() {
    try (var small = TestServer.withQuotas()) {
      var there = new Ask(small);
      String body = "{'publicKeyMaterial':'%s'}";
      for (int i = 0; i < 3; i++) {
        there.ok("ImportPublicKey", body, escaped(pem("secp384r1")));
      }
      Answer fourth = there.call("ImportPublicKey", body, escaped(pem("secp384r1")));
      assertThat(fourth.status()).isEqualTo(402);
      assertThat(Ask.is("ServiceQuotaExceededException", fourth)).contains("3");
      assertThat(there.all("ListPublicKeys", "publicKeys", "arn", 2))
          .hasSize(3)
          .doesNotHaveDuplicates();
    }
  }
}
