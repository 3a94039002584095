package dev.footlights.api.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/** Private keys in the forms that OpenSSL writes: PKCS#8, and the older ones of RSA and EC. */
final class PrivateKeys {
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final byte[] VERSION = {0x02, 0x01, 0x00};

  private PrivateKeys() {}

  /**
   * The key of a certificate.
   *
   * @param owner what the key belongs to: it also says the algorithm, which older forms do not
   * @throws TlsException when there is none, or it is not usable
   */
  static PrivateKey of(String name, List<Pem> blocks, PublicKey owner) {
    Pem block =
        blocks.stream()
            .filter(pem -> pem.label().endsWith("PRIVATE KEY"))
            .findFirst()
            .orElseThrow(
                () -> new TlsException(name + ": no PRIVATE KEY in it; name the key's PEM file"));
    byte[] pkcs8 =
        switch (block.label()) {
          case "ENCRYPTED PRIVATE KEY" -> throw encrypted(name);
          case "PRIVATE KEY" -> block.der();
          case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> {
            if (block.encrypted()) {
              throw encrypted(name);
            }
            yield wrap(block.der(), owner);
          }
          default -> throw new TlsException(name + ": a " + block.label() + "; use RSA or EC");
        };
    try {
      return KeyFactory.getInstance(owner.getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException e) {
      throw new TlsException(
          name
              + ": damaged, or no "
              + owner.getAlgorithm()
              + " key as the certificate's is; name its own key");
    }
  }

  private static TlsException encrypted(String name) {
    return new TlsException(
        name + ": encrypted; write it without a passphrase: openssl pkey -in KEY -out PLAIN");
  }

  /** PKCS#8 (RFC 5958) of a bare key, with the algorithm of the public one. */
  private static byte[] wrap(byte[] bare, PublicKey owner) {
    return der(SEQUENCE, VERSION, algorithm(owner.getEncoded()), der(OCTETS, bare));
  }

  /** The first member of SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), which the JDK encoded. */
  private static byte[] algorithm(byte[] info) {
    int begin = info[1] >= 0 ? 2 : 2 + (info[1] & 0x7f);
    return Arrays.copyOfRange(info, begin, begin + 2 + info[begin + 1]);
  }

  private static byte[] der(int tag, byte[]... members) {
    var content = new ByteArrayOutputStream();
    for (byte[] member : members) {
      content.writeBytes(member);
    }
    var out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length < 0x80) {
      out.write(length);
    } else {
      int bytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
      out.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        out.write(length >> (8 * i));
      }
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
