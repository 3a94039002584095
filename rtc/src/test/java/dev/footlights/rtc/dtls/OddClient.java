package dev.footlights.rtc.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** A client that does as a test wishes, where ours does not. */
final class OddClient extends ClientPeer {
  /** Makes a client's credentials; null shows none. */
  interface Credentials {
    @Nullable TlsCredentials make(org.bouncycastle.tls.TlsContext context) throws IOException;
  }

  private static final Integer UNKNOWN_EXTENSION = 0x5A5A;

  private final int[] profiles;
  private final @Nullable Credentials credentials;
  private int ballast;

  private OddClient(Negotiation negotiation, int[] profiles, @Nullable Credentials credentials) {
    super(negotiation);
    this.profiles = profiles;
    this.credentials = credentials;
  }

  static OddClient offering(Negotiation negotiation, int... profiles) {
    return new OddClient(negotiation, profiles, null);
  }

  static OddClient showing(Negotiation negotiation, Credentials credentials) {
    return new OddClient(negotiation, new int[] {7}, credentials);
  }

  /** Adds an extension nobody knows, as large as a post-quantum key share. */
  OddClient withBallast(int bytes) {
    ballast = bytes;
    return this;
  }

  DTLSTransport connect(DatagramTransport link) throws IOException {
    return new DTLSClientProtocol().connect(this, link);
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions = super.getClientExtensions();
    extensions.remove(TlsSRTPUtils.EXT_use_srtp);
    if (profiles.length > 0) {
      TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, TlsUtils.EMPTY_BYTES));
    }
    if (ballast > 0) {
      extensions.put(UNKNOWN_EXTENSION, new byte[ballast]);
    }
    return extensions;
  }

  @Override
  public TlsAuthentication getAuthentication() {
    TlsAuthentication ours = super.getAuthentication();
    Credentials theirs = credentials;
    if (theirs == null) {
      return ours;
    }
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
        ours.notifyServerCertificate(server);
      }

      @Override
      public @Nullable TlsCredentials getClientCredentials(CertificateRequest request)
          throws IOException {
        return theirs.make(context);
      }
    };
  }
}
