package dev.footlights.sign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.sign.WireRequest.Header;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignerTest {
  private static final Instant AT = Instant.parse("2026-11-24T17:30:00Z");
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  @Test
  void whatItSignsCanBeVerifiedFromTheHeadersAsSent() {
    var signer = new Signer(new Credentials("000000000000", "test"), "eu-west-1", "ivs");
    Signer.Signed added =
        signer.sign(
            "POST",
            URI.create("http://127.0.0.1:4569/GetStage"),
            Map.of("Content-Type", "application/json"),
            BODY,
            AT);
    var authorization = (Authorization) Authorization.parse(added.authorization());
    assertThat(authorization.accessKeyId()).isEqualTo("000000000000");
    assertThat(authorization.scope())
        .isEqualTo(new CredentialScope("20261124", "eu-west-1", "ivs"));
    assertThat(authorization.signedHeaders()).containsExactly("content-type", "host", "x-amz-date");
    var received =
        new WireRequest(
            "POST",
            "/GetStage",
            "",
            List.of(
                new Header("host", "127.0.0.1:4569"),
                new Header("x-amz-date", added.amzDate()),
                new Header("content-type", "application/json")),
            BODY);
    assertThat(
            Signature.of(
                received, authorization.signedHeaders(), AT, authorization.scope(), "test"))
        .isEqualTo(authorization.signature());
  }

  @Test
  void aUsualPortIsNotPartOfTheHost() {
    var signer = new Signer(new Credentials("k", "s"), "r", "ivs");
    var plain = signer.sign("GET", URI.create("https://example.test/"), Map.of(), BODY, AT);
    var spelled = signer.sign("GET", URI.create("https://example.test:443/"), Map.of(), BODY, AT);
    assertThat(spelled).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer x",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=k/20260101/r/ivs/aws4_request, SignedHeaders=host",
        "AWS4-HMAC-SHA256 Credential=k, SignedHeaders=host, Signature=00",
        "AWS4-HMAC-SHA256 Credential=k/20260101/r/ivs/aws4_request, SignedHeaders=host,"
            + " Signature=1, Signature=2",
        "AWS4-HMAC-SHA256 Credential=/20260101/r/ivs/aws4_request, SignedHeaders=h, Signature=00",
        "AWS4-HMAC-SHA256 Credential=k/2026/r/ivs/aws4_request, SignedHeaders=h, Signature=00",
        "AWS4-HMAC-SHA256 Credential=k/20260101/r/ivs/aws5, SignedHeaders=host, Signature=00",
        "AWS4-ECDSA-P256-SHA256 Credential=k/20260101/ivs/aws4_request, SignedHeaders=h,"
            + " Signature=0"
      })
  void aHeaderThatIsNotAWholeSignatureIsIncomplete(String header) {
    assertThat(Authorization.parse(header)).isInstanceOf(Incomplete.class);
  }

  @Test
  void aSecretIsNotPrinted() {
    assertThat(new Credentials("id", "hush").toString()).contains("id").doesNotContain("hush");
  }
}
