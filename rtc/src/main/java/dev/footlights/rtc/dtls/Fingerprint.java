package dev.footlights.rtc.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Hash of a certificate as SDP carries it (RFC 8122 §5).
 *
 * @param algorithm lower case, {@code sha-256}
 * @param hex upper-case pairs with colons
 */
public record Fingerprint(String algorithm, String hex) {
  private static final HexFormat PAIRS = HexFormat.ofDelimiter(":").withUpperCase();

  public Fingerprint {
    algorithm = algorithm.toLowerCase(Locale.ROOT);
    hex = hex.toUpperCase(Locale.ROOT);
  }

  /** SHA-256 of a DER certificate. */
  public static Fingerprint sha256(byte[] der) {
    try {
      return new Fingerprint(
          "sha-256", PAIRS.formatHex(MessageDigest.getInstance("SHA-256").digest(der)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
