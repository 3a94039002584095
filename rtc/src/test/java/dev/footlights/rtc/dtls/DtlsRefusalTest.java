package dev.footlights.rtc.dtls;

import static dev.footlights.rtc.dtls.DtlsNetwork.CLIENT;
import static dev.footlights.rtc.dtls.DtlsNetwork.SERVER;
import static dev.footlights.rtc.dtls.DtlsNetwork.secure;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.bc.BcRSAContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom we do not talk to. */
class DtlsRefusalTest {
  private static final DtlsIdentity STRANGER = DtlsIdentity.create(secure(103), Instant.EPOCH);

  @Test
  void aServerWithAnotherCertificateIsRefused() {
    var client = new DtlsEngine(DtlsRole.CLIENT, CLIENT, STRANGER.fingerprint(), secure(1));
    try (var network = new DtlsNetwork(1, client, server(CLIENT.fingerprint()))) {
      network.start().runOut();

      assertThat(network.client.state()).isEqualTo(DtlsEngine.State.FAILED);
      assertThat(network.client.failure()).contains("fingerprint");
      assertThat(network.server.state()).isEqualTo(DtlsEngine.State.FAILED);
      assertThat(network.server.failure()).contains("30 s").contains("bad_certificate");
    }
  }

  @Test
  void aClientWithAnotherCertificateIsRefused() {
    var client = new DtlsEngine(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), secure(1));
    try (var network = new DtlsNetwork(1, client, server(STRANGER.fingerprint()))) {
      network.start().runOut();

      assertThat(network.server.state()).isEqualTo(DtlsEngine.State.FAILED);
      assertThat(network.server.failure()).contains("fingerprint");
      assertThat(network.client.state()).isEqualTo(DtlsEngine.State.FAILED);
    }
  }

  @Test
  void aFingerprintByAHashNobodyTrustsIsRefused() {
    var sha1 = new Fingerprint("sha-1", "00:11");
    var client = new DtlsEngine(DtlsRole.CLIENT, CLIENT, sha1, secure(1));
    try (var network = new DtlsNetwork(1, client, server(CLIENT.fingerprint()))) {
      network.start().runOut();

      assertThat(network.client.failure()).contains("fingerprint");
    }
  }

  @Test
  void aClientWithoutACertificateIsRefused() {
    var client =
        odd((negotiation, link) -> OddClient.showing(negotiation, c -> null).connect(link));
    try (var network = new DtlsNetwork(1, client, server(CLIENT.fingerprint()))) {
      network.start().runOut();

      assertThat(network.server.state()).isEqualTo(DtlsEngine.State.FAILED);
      assertThat(network.server.failure()).contains("no certificate");
    }
  }

  @Test
  void aClientThatOffersNoSrtpIsRefused() {
    var client = odd((negotiation, link) -> OddClient.offering(negotiation).connect(link));
    try (var network = new DtlsNetwork(1, client, server(CLIENT.fingerprint()))) {
      network.start().runOut();

      assertThat(network.server.state()).isEqualTo(DtlsEngine.State.FAILED);
      assertThat(network.server.failure()).contains("did not offer SRTP");
    }
  }

  @Test
  void aClientThatOffersOnlyProfilesWeDoNotKnowIsRefused() {
    var client = odd((negotiation, link) -> OddClient.offering(negotiation, 2, 8).connect(link));
    try (var network = new DtlsNetwork(1, client, server(CLIENT.fingerprint()))) {
      network.start().runOut();

      assertThat(network.server.state()).isEqualTo(DtlsEngine.State.FAILED);
      assertThat(network.server.failure()).contains("no SRTP profile");
    }
  }

  @Test
  void aClientWithAnRsaCertificateIsTaken() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048, secure(7));
    var pair = generator.generateKeyPair();
    var key = PrivateKeyFactory.createKey(pair.getPrivate().getEncoded());
    var algorithm = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withRSA");
    var digest = new DefaultDigestAlgorithmIdentifierFinder().find(algorithm);
    var name = new X500Name("CN=rsa");
    byte[] der =
        new X509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(Instant.EPOCH),
                Date.from(Instant.EPOCH.plusSeconds(86_400)),
                name,
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()))
            .build(new BcRSAContentSignerBuilder(algorithm, digest).build(key))
            .getEncoded();
    var client =
        odd(
            (negotiation, link) ->
                OddClient.showing(
                        negotiation,
                        context ->
                            new BcDefaultTlsCredentialedSigner(
                                new TlsCryptoParameters(context),
                                negotiation.crypto,
                                key,
                                new Certificate(
                                    new TlsCertificate[] {
                                      negotiation.crypto.createCertificate(der)
                                    }),
                                SignatureAndHashAlgorithm.getInstance(
                                    HashAlgorithm.sha256, SignatureAlgorithm.rsa)))
                    .connect(link));

    try (var network = new DtlsNetwork(1, client, server(Fingerprint.sha256(der))).loses(0.2)) {
      network.connect();

      DtlsHandshakeTest.assertSameKeys(network);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void forgedAlertsInClearChangeNothing(long seed) {
    byte[] fatal = {21, (byte) 0xFE, (byte) 0xFD, 0, 0, 0, 0, 0, 0, 99, 99, 0, 2, 2, 40};
    try (var network = new DtlsNetwork(seed).loses(0.2).injects(fatal)) {
      network.connect();

      DtlsHandshakeTest.assertSameKeys(network);
    }
  }

  @Test
  void forgedHellosBeforeTheRealOneChangeNothing() {
    try (var network = new DtlsNetwork(1)) {
      network.server.start(network.now());
      for (int i = 0; i < DtlsEngine.MAX_RESTARTS; i++) {
        network.send(network.server, malformedHello());
        assertThat(network.server.state()).isEqualTo(DtlsEngine.State.HANDSHAKING);
      }
      network.connect();

      DtlsHandshakeTest.assertSameKeys(network);
    }
  }

  @Test
  void tooManyMalformedHellosEndAServer() {
    var server = server(CLIENT.fingerprint());
    server.start(0);
    for (int i = 0; i <= DtlsEngine.MAX_RESTARTS; i++) {
      byte[] hello = malformedHello();
      server.handle(hello, 0, hello.length, 1);
    }
    assertThat(server.state()).isEqualTo(DtlsEngine.State.FAILED);
    assertThat(server.failure()).isNotEmpty();
    assertThat(server.poll()).isNull();
    server.close();
    assertThat(server.state()).isEqualTo(DtlsEngine.State.FAILED);
  }

  /** A ClientHello of one byte. */
  static byte[] malformedHello() {
    return new byte[] {
      22,
      (byte) 0xFE,
      (byte) 0xFD,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      13,
      1,
      0,
      0,
      1,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      1,
      77
    };
  }

  private static DtlsEngine server(Fingerprint remote) {
    return new DtlsEngine(DtlsRole.SERVER, SERVER, remote, secure(2));
  }

  private static DtlsEngine odd(DtlsEngine.Handshake handshake) {
    return new DtlsEngine(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), secure(1), handshake);
  }
}
