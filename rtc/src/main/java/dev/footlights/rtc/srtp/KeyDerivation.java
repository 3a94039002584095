package dev.footlights.rtc.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Session keys from one master key: the AES counter-mode generator of RFC 3711 §4.3, with a key
 * derivation rate of zero, so that each key is derived once.
 */
final class KeyDerivation {
  static final int RTP_KEY = 0;
  static final int RTP_AUTHENTICATION = 1;
  static final int RTP_SALT = 2;
  static final int RTCP_KEY = 3;
  static final int RTCP_AUTHENTICATION = 4;
  static final int RTCP_SALT = 5;

  private static final int BLOCK = 16;

  /** Where the label meets the 112-bit salt: it is followed by a 48-bit index, here zero. */
  private static final int LABEL_AT = 7;

  private final SecretKeySpec master;
  private final byte[] salt;

  /**
   * @param salt 14 bytes, or the 12 of AEAD suites, which count as if two zero bytes followed (RFC
   *     7714 §11)
   */
  KeyDerivation(byte[] masterKey, byte[] salt) {
    this.master = new SecretKeySpec(masterKey, "AES");
    this.salt = salt;
  }

  byte[] derive(int label, int bytes) {
    byte[] iv = new byte[BLOCK];
    System.arraycopy(salt, 0, iv, 0, salt.length);
    iv[LABEL_AT] ^= (byte) label;
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, master, new IvParameterSpec(iv));
      return cipher.doFinal(new byte[bytes]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES in counter mode", e);
    }
  }
}
