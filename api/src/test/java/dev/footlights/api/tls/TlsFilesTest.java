package dev.footlights.api.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TlsFilesTest {
  private static final TestCertificate EC = TestCertificate.ec();
  private static final TestCertificate RSA = TestCertificate.rsa();

  @TempDir private Path folder;
  private Path certificate;
  private Path key;

  @BeforeEach
  void names() {
    certificate = folder.resolve("chain.pem");
    key = folder.resolve("key.pem");
  }

  private TlsIdentity read(String certificates, String keys) throws IOException {
    Files.writeString(certificate, certificates);
    Files.writeString(key, keys);
    TlsFiles files = new TlsFiles(certificate, key);
    return files.identity(files.read());
  }

  private void refused(String certificates, String keys, String... words) {
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> read(certificates, keys))
        .satisfies(
            e ->
                assertThat(e.getMessage()).contains(words).contains("--tls-").doesNotContain("\n"));
  }

  private static Stream<TestCertificate> kinds() {
    return Stream.of(EC, RSA, TestCertificate.ec384());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aKeyIsReadInEachFormThatToolsWrite(TestCertificate kind) throws IOException {
    assertThat(read(kind.certificatePem(), kind.keyPem()).key()).isEqualTo(kind.key());
    assertThat(read(kind.certificatePem(), kind.traditionalKeyPem()).key().getEncoded())
        .isNotEmpty();
    String parameters =
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    read(kind.certificatePem(), parameters + kind.traditionalKeyPem());
    read(kind.certificatePem().replace("\n", "\r\n"), "comment\n" + kind.keyPem() + "\nmore");
  }

  @Test
  void theChainStaysInItsOrder() throws IOException {
    assertThat(read(EC.certificatePem() + "\n" + RSA.certificatePem(), EC.keyPem()).chain())
        .containsExactly(EC.certificate(), RSA.certificate());
  }

  @Test
  void aChainThatIsCutOffIsRefused() {
    String chain = EC.certificatePem() + RSA.certificatePem();
    refused(chain.substring(0, chain.length() - 30), EC.keyPem(), "cut off");
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws IOException {
    Files.writeString(certificate, EC.certificatePem());
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> new TlsFiles(certificate, key).read())
        .withMessage("--tls-key " + key + ": no such file; name a PEM file");
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> new TlsFiles(folder, key).read())
        .withMessageStartingWith("--tls-cert " + folder + ": cannot be read");
  }

  @Test
  void anEncryptedKeyIsRefusedWithTheCommandThatDecryptsIt() {
    refused(
        EC.certificatePem(),
        EC.keyPem().replace("PRIVATE", "ENCRYPTED PRIVATE"),
        "encrypted",
        "openssl pkey");
    String headers = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233\n\n";
    refused(
        RSA.certificatePem(),
        RSA.traditionalKeyPem().replaceFirst("KEY-----\n", "KEY-----\n" + headers),
        "encrypted",
        "openssl pkey");
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() {
    refused(EC.certificatePem(), TestCertificate.ec().keyPem(), "not the key", "--tls-cert");
    refused(EC.certificatePem(), TestCertificate.ec().traditionalKeyPem(), "not the key");
    refused(EC.certificatePem(), TestCertificate.ec384().keyPem(), "not the key");
    refused(RSA.certificatePem(), TestCertificate.rsa().keyPem(), "not the key");
    refused(EC.certificatePem(), RSA.keyPem(), "no EC key");
    refused(RSA.certificatePem(), EC.traditionalKeyPem(), "no RSA key");
  }

  @Test
  void whatIsNoCertificateOrKeyIsRefused() {
    refused("", EC.keyPem(), "no CERTIFICATE");
    refused(EC.keyPem(), EC.keyPem(), "no CERTIFICATE");
    refused(EC.certificatePem(), "", "no PRIVATE KEY");
    refused(EC.certificatePem(), EC.certificatePem(), "no PRIVATE KEY");
    String half = EC.keyPem().substring(0, 60);
    refused(EC.certificatePem(), half, "cut off");
    refused(EC.certificatePem(), half + "\n-----END PRIVATE KEY-----\n", "damaged, or no EC key");
    refused(
        EC.certificatePem().substring(0, 200) + "\n-----END CERTIFICATE-----\n",
        EC.keyPem(),
        "damaged CERTIFICATE");
    refused("x".repeat((1 << 20) + 1), EC.keyPem(), "too long");
    TestCertificate other = TestCertificate.ed25519();
    refused(other.certificatePem(), other.keyPem(), "use RSA or EC");
  }
}
