package dev.footlights.rtc.dtls;

import dev.footlights.rtc.srtp.SrtpKeys;
import dev.footlights.rtc.srtp.SrtpProfile;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsNonceGenerator;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * What one handshake is about, whichever side we are: our certificate, the fingerprint the peer's
 * must have, the SRTP profile, and the keys at the end. Its methods run on the coroutine; the owner
 * reads the results between two steps.
 */
final class Negotiation {
  /** The library's own timers must never run: the engine repeats flights, on its own clock. */
  static final int NO_RESEND_MILLIS = 1_000_000_000;

  static final SignatureAndHashAlgorithm ECDSA_SHA256 =
      SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

  final BcTlsCrypto crypto;
  private final DtlsIdentity identity;
  private final Fingerprint remote;
  private @Nullable TlsContext context;
  private @Nullable DatagramTransport records;
  private @Nullable SrtpProfile profile;
  private @Nullable SrtpKeys keys;
  private @Nullable String refusal;

  Negotiation(DtlsIdentity identity, Fingerprint remote, SecureRandom random) {
    this.identity = identity;
    this.remote = remote;
    this.crypto = new Crypto(random);
  }

  void begin(TlsContext context) {
    this.context = context;
  }

  /** The record layer, which the library hands out as something to close. */
  void records(DatagramTransport records) {
    this.records = records;
  }

  @Nullable DatagramTransport records() {
    return records;
  }

  TlsCredentialedSigner credentials(TlsContext context) throws IOException {
    TlsCertificate certificate = crypto.createCertificate(identity.certificate());
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        identity.privateKey(),
        new Certificate(new TlsCertificate[] {certificate}),
        ECDSA_SHA256);
  }

  /** The certificate itself proves nothing: it only has to be the one that signalling announced. */
  void check(@Nullable Certificate certificate) throws IOException {
    if (certificate == null || certificate.isEmpty()) {
      throw refuse(AlertDescription.handshake_failure, "the peer showed no certificate");
    }
    if (!remote.matches(certificate.getCertificateAt(0).getEncoded())) {
      throw refuse(
          AlertDescription.bad_certificate,
          "the peer's certificate does not have the fingerprint of its SDP");
    }
  }

  /** Chooses as the server: our order counts, for the peer's would settle on the dearer suite. */
  SrtpProfile choose(@Nullable UseSRTPData offered) throws TlsFatalAlert {
    if (offered == null) {
      throw refuse(AlertDescription.handshake_failure, "the peer did not offer SRTP");
    }
    for (SrtpProfile ours : SrtpProfile.values()) {
      if (Arrays.stream(offered.getProtectionProfiles()).anyMatch(id -> id == ours.id())) {
        profile = ours;
        return ours;
      }
    }
    throw refuse(AlertDescription.handshake_failure, "the peer offered no SRTP profile we know");
  }

  /** Takes the server's choice (RFC 5764 §4.1.1: one profile, and no key identifier of its own). */
  void chosen(@Nullable UseSRTPData answer) throws TlsFatalAlert {
    if (answer == null) {
      throw refuse(AlertDescription.handshake_failure, "the peer did not accept SRTP");
    }
    if (answer.getProtectionProfiles().length != 1 || answer.getMki().length != 0) {
      throw refuse(AlertDescription.illegal_parameter, "the peer chose more than an SRTP profile");
    }
    choose(answer);
  }

  static UseSRTPData useSrtp(SrtpProfile... profiles) {
    int[] ids = Arrays.stream(profiles).mapToInt(SrtpProfile::id).toArray();
    return new UseSRTPData(ids, TlsUtils.EMPTY_BYTES);
  }

  /** Exports the keys of RFC 5764 §4.2: both keys, then both salts, the client's first. */
  void complete(TlsContext context) throws TlsFatalAlert {
    SrtpProfile chosen = profile;
    if (chosen == null) {
      throw refuse(AlertDescription.handshake_failure, "no SRTP profile was agreed on");
    }
    int key = chosen.keyBytes();
    int salt = chosen.saltBytes();
    byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (key + salt));
    byte[] clientKey = Arrays.copyOfRange(material, 0, key);
    byte[] serverKey = Arrays.copyOfRange(material, key, 2 * key);
    byte[] clientSalt = Arrays.copyOfRange(material, 2 * key, 2 * key + salt);
    byte[] serverSalt = Arrays.copyOfRange(material, 2 * key + salt, material.length);
    keys =
        context.isServer()
            ? new SrtpKeys(chosen, serverKey, serverSalt, clientKey, clientSalt)
            : new SrtpKeys(chosen, clientKey, clientSalt, serverKey, serverSalt);
  }

  private TlsFatalAlert refuse(short alert, String why) {
    refusal = why;
    return new TlsFatalAlert(alert, why);
  }

  /** Why we refused the peer, in our words. */
  @Nullable String refusal() {
    return refusal;
  }

  @Nullable SrtpKeys keys() {
    return keys;
  }

  /** Whether the library has computed what the peer's Finished must say, and so waits for it. */
  boolean awaitsFinished() {
    var parameters = context == null ? null : context.getSecurityParametersHandshake();
    return parameters != null && parameters.getPeerVerifyData() != null;
  }

  /** What our Finished says, once it was sent. */
  byte @Nullable [] ownVerifyData() {
    var parameters = context == null ? null : context.getSecurityParametersHandshake();
    return parameters == null ? null : parameters.getLocalVerifyData();
  }

  /** The library mixes the time of day into its hello; a handshake must repeat from its seed. */
  private static final class Crypto extends BcTlsCrypto {
    Crypto(SecureRandom random) {
      super(random);
    }

    @Override
    public TlsNonceGenerator createNonceGenerator(byte[] additionalSeedMaterial) {
      return size -> {
        byte[] nonce = new byte[size];
        getSecureRandom().nextBytes(nonce);
        return nonce;
      };
    }
  }
}
