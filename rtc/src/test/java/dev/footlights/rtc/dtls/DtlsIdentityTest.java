package dev.footlights.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DtlsIdentityTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void theCertificateIsSelfSignedOnP256AndValidNow() throws Exception {
    var identity = DtlsIdentity.create(DtlsNetwork.secure(1), NOW);

    var certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(identity.certificate()));
    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getNotBefore()).isBefore(NOW);
    assertThat(certificate.getNotAfter()).isAfter(NOW);
    assertThat(certificate.getPublicKey())
        .isInstanceOfSatisfying(
            ECPublicKey.class,
            key -> assertThat(key.getParams().getCurve().getField().getFieldSize()).isEqualTo(256));
    assertThat(identity.fingerprint()).isEqualTo(Fingerprint.sha256(certificate.getEncoded()));
  }

  @Test
  void twoIdentitiesDiffer() {
    var random = DtlsNetwork.secure(1);

    assertThat(DtlsIdentity.create(random, NOW).fingerprint())
        .isNotEqualTo(DtlsIdentity.create(random, NOW).fingerprint());
  }

  @Test
  void aFingerprintMatchesItsCertificateByAnyTrustedHash() throws Exception {
    byte[] der = {1, 2, 3};
    for (String hash : new String[] {"SHA-256", "SHA-384", "SHA-512"}) {
      var digest = MessageDigest.getInstance(hash).digest(der);
      String hex = HexFormat.ofDelimiter(":").formatHex(digest);
      assertThat(new Fingerprint(hash, hex).matches(der)).isTrue();
      assertThat(new Fingerprint(hash, hex).matches(new byte[] {1, 2})).isFalse();
    }
    var digest = MessageDigest.getInstance("SHA-1").digest(der);
    String hex = HexFormat.ofDelimiter(":").formatHex(digest);
    assertThat(new Fingerprint("sha-1", hex).matches(der)).isFalse();
  }
}
