package dev.footlights.rtc.stun;

import dev.footlights.rtc.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of MESSAGE-INTEGRITY with its reusable HMAC-SHA1 (RFC 8489 §9.1.1, §14.5). One thread.
 */
public final class StunKey {
  static final int DIGEST_BYTES = 20;

  private final Mac mac;
  private final byte[] header = new byte[StunMessage.HEADER_BYTES];
  private final byte[] digest = new byte[DIGEST_BYTES];

  /** A short-term credential: the password of one ICE side, 22 to 256 ICE characters. */
  public StunKey(String password) {
    this(password.getBytes(StandardCharsets.UTF_8));
  }

  StunKey(byte[] key) {
    try {
      mac = Mac.getInstance("HmacSHA1");
      // The JCE refuses an empty key. HMAC pads a key with zeros: one zero byte is the same key.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA1"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    }
  }

  /** Whether the message that begins at {@code start} carries the right digest at {@code at}. */
  boolean matches(byte[] bytes, int start, int at) {
    compute(bytes, start, at);
    int difference = 0;
    for (int i = 0; i < DIGEST_BYTES; i++) {
      difference |= digest[i] ^ bytes[at + Attribute.HEADER_BYTES + i];
    }
    return difference == 0;
  }

  /** Writes the digest into the attribute at {@code at}. */
  void sign(byte[] bytes, int start, int at) {
    compute(bytes, start, at);
    System.arraycopy(digest, 0, bytes, at + Attribute.HEADER_BYTES, DIGEST_BYTES);
  }

  /** The header's length counts as if the message ended with this attribute (RFC 8489 §14.5). */
  private void compute(byte[] bytes, int start, int at) {
    System.arraycopy(bytes, start, header, 0, header.length);
    int covered = at + Attribute.HEADER_BYTES + DIGEST_BYTES - start;
    Bytes.put16(header, 2, covered - StunMessage.HEADER_BYTES);
    int body = start + StunMessage.HEADER_BYTES;
    mac.update(header, 0, header.length);
    mac.update(bytes, body, at - body);
    try {
      mac.doFinal(digest, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the digest has room", e);
    }
  }
}
