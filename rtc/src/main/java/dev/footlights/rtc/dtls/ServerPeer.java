package dev.footlights.rtc.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCloseable;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerContext;

/** Our answers as the server of a handshake: DTLS 1.2, forward secret, mutually authenticated. */
class ServerPeer extends DefaultTlsServer {
  /** The first is the one that every WebRTC peer has (RFC 8827 §6.5). */
  private static final int[] SUITES = {
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
  };

  /** The groups the library computes fastest; every WebRTC peer has one. */
  private static final int[] GROUPS = {
    NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1
  };

  private final Negotiation negotiation;

  ServerPeer(Negotiation negotiation) {
    super(negotiation.crypto);
    this.negotiation = negotiation;
  }

  static DTLSTransport handshake(Negotiation negotiation, DatagramTransport link)
      throws IOException {
    return new DTLSServerProtocol().accept(new ServerPeer(negotiation), link);
  }

  @Override
  public void init(TlsServerContext context) {
    super.init(context);
    negotiation.begin(context);
  }

  @Override
  public void notifyCloseHandle(TlsCloseable closeHandle) {
    super.notifyCloseHandle(closeHandle);
    negotiation.records((DatagramTransport) closeHandle);
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return 0;
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return Negotiation.NO_RESEND_MILLIS;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return SUITES;
  }

  @Override
  protected boolean preferLocalCipherSuites() {
    return true;
  }

  @Override
  protected int selectECDH(int minimumCurveBits) {
    int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
    if (offered != null) {
      for (int ours : GROUPS) {
        for (int theirs : offered) {
          if (ours == theirs) {
            return ours;
          }
        }
      }
    }
    return super.selectECDH(minimumCurveBits);
  }

  @Override
  public boolean requiresExtendedMasterSecret() {
    return true;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public void processClientExtensions(Hashtable clientExtensions) throws IOException {
    super.processClientExtensions(clientExtensions);
    var chosen = negotiation.choose(TlsSRTPUtils.getUseSRTPExtension(clientExtensions));
    TlsSRTPUtils.addUseSRTPExtension(serverExtensions, Negotiation.useSrtp(chosen));
  }

  @Override
  protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
    return negotiation.credentials(context);
  }

  @Override
  public CertificateRequest getCertificateRequest() {
    var algorithms = new Vector<SignatureAndHashAlgorithm>();
    algorithms.add(Negotiation.ECDSA_SHA256);
    algorithms.add(
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.rsa));
    return new CertificateRequest(
        new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
        algorithms,
        null);
  }

  @Override
  public void notifyClientCertificate(Certificate clientCertificate) throws IOException {
    negotiation.check(clientCertificate);
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    negotiation.complete(context);
  }
}
