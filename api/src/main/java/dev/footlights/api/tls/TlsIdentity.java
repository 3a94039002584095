package dev.footlights.api.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server shows to be itself.
 *
 * @param chain the server's certificate first
 * @param key fits the first certificate
 */
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
  private static final byte[] PROBE = {1, 2, 3};

  /**
   * @param certificateName how messages call the first file
   * @throws TlsException with one line
   */
  static TlsIdentity of(
      String certificateName, byte[] certificateFile, String keyName, byte[] keyFile) {
    List<X509Certificate> chain =
        Pem.blocks(certificateName, certificateFile).stream()
            .filter(pem -> pem.label().equals("CERTIFICATE"))
            .map(pem -> certificate(certificateName, pem))
            .toList();
    if (chain.isEmpty()) {
      throw new TlsException(
          certificateName + ": no CERTIFICATE in it; name the PEM file of the certificate");
    }
    PublicKey owner = chain.getFirst().getPublicKey();
    String algorithm =
        switch (owner.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default ->
              throw new TlsException(
                  certificateName + ": of a " + owner.getAlgorithm() + " key; use RSA or EC");
        };
    PrivateKey key = PrivateKeys.of(keyName, Pem.blocks(keyName, keyFile), owner);
    if (!fits(algorithm, owner, key)) {
      throw new TlsException(
          keyName + ": not the key of the first certificate in " + certificateName);
    }
    return new TlsIdentity(chain, key);
  }

  private static X509Certificate certificate(String name, Pem pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem.der()));
    } catch (CertificateException e) {
      throw new TlsException(name + ": a damaged CERTIFICATE; copy the file again");
    }
  }

  private static boolean fits(String algorithm, PublicKey owner, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(owner);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Why clients would not take it at that moment, as far as dates say; null when they would. */
  @Nullable String fault(Instant now) {
    X509Certificate own = chain.getFirst();
    try {
      own.checkValidity(Date.from(now));
      return null;
    } catch (CertificateExpiredException e) {
      return "the certificate expired on " + own.getNotAfter().toInstant();
    } catch (CertificateNotYetValidException e) {
      return "the certificate is not valid before " + own.getNotBefore().toInstant();
    }
  }

  /** The form in which JSSE wants it; in memory, under a password that protects nothing. */
  KeyStore keyStore(String password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "server", key, password.toCharArray(), chain.toArray(X509Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
