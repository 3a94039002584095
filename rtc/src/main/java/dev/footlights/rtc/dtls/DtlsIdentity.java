package dev.footlights.rtc.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;

/**
 * Key and certificate that we show in handshakes: ECDSA on P-256, signed by itself (RFC 8827 §6.5).
 * Immutable; one serves every transport of a process.
 */
public final class DtlsIdentity {
  /** Peers compare the fingerprint alone, but some parse the dates. */
  private static final Duration VALIDITY = Duration.ofDays(365);

  /** The clocks of peers may be behind ours. */
  private static final Duration EARLIER = Duration.ofDays(1);

  /** The least that RFC 5280 §4.1.2.2 asks for, and unguessable. */
  private static final int SERIAL_BITS = 64;

  private final byte[] certificate;
  private final AsymmetricKeyParameter privateKey;
  private final Fingerprint fingerprint;

  private DtlsIdentity(byte[] certificate, AsymmetricKeyParameter privateKey) {
    this.certificate = certificate;
    this.privateKey = privateKey;
    this.fingerprint = Fingerprint.sha256(certificate);
  }

  /** A fresh identity, valid from a day before {@code notBefore} for a year. */
  public static DtlsIdentity create(SecureRandom random, Instant notBefore) {
    var generator = new ECKeyPairGenerator();
    var curve =
        new ECNamedDomainParameters(
            SECObjectIdentifiers.secp256r1,
            SECNamedCurves.getByOID(SECObjectIdentifiers.secp256r1));
    generator.init(new ECKeyGenerationParameters(curve, random));
    var pair = generator.generateKeyPair();
    var name = new X500Name("CN=footlights");
    try {
      var signer =
          new BcECContentSignerBuilder(
                  new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256),
                  new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256))
              .setSecureRandom(random)
              .build(pair.getPrivate());
      var certificate =
          new X509v3CertificateBuilder(
                  name,
                  new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                  Date.from(notBefore.minus(EARLIER)),
                  Date.from(notBefore.plus(VALIDITY)),
                  name,
                  SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic()))
              .build(signer);
      return new DtlsIdentity(certificate.getEncoded(), pair.getPrivate());
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the peer must find in our SDP. */
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  /** The certificate in DER; not to be changed. */
  byte[] certificate() {
    return certificate;
  }

  AsymmetricKeyParameter privateKey() {
    return privateKey;
  }
}
