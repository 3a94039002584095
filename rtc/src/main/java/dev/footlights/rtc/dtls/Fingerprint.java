package dev.footlights.rtc.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * Hash of a certificate as SDP carries it (RFC 8122 §5).
 *
 * @param algorithm lower case, {@code sha-256}
 * @param hex upper-case pairs with colons
 */
public record Fingerprint(String algorithm, String hex) {
  private static final HexFormat PAIRS = HexFormat.ofDelimiter(":").withUpperCase();

  /** The hashes that a certificate may be trusted by: RFC 8122 §5 without MD5 and SHA-1. */
  private static final Set<String> TRUSTED = Set.of("sha-256", "sha-384", "sha-512");

  public Fingerprint {
    algorithm = algorithm.toLowerCase(Locale.ROOT);
    hex = hex.toUpperCase(Locale.ROOT);
  }

  /** SHA-256 of a DER certificate. */
  public static Fingerprint sha256(byte[] der) {
    return of("sha-256", der);
  }

  /** Whether a DER certificate hashes to this; never so for a hash that is not trusted any more. */
  public boolean matches(byte[] der) {
    return TRUSTED.contains(algorithm) && of(algorithm, der).equals(this);
  }

  private static Fingerprint of(String algorithm, byte[] der) {
    try {
      byte[] hash = MessageDigest.getInstance(algorithm.toUpperCase(Locale.ROOT)).digest(der);
      return new Fingerprint(algorithm, PAIRS.formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-2", e);
    }
  }
}
