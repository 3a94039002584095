package dev.footlights.rtc.srtp;

import dev.footlights.rtc.Bytes;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES_CM_128_HMAC_SHA1_80 (RFC 3711 §4.1.1, §4.2.1).
 *
 * <pre>
 * IV     | 0 (4) | SSRC (4) | index (6) | block counter (2) |  XOR  salt (14)
 * SRTP   | header, in clear | ciphertext                   | tag (10) |   tag over all and the ROC
 * SRTCP  | header and SSRC  | ciphertext | E and index (4) | tag (10) |
 * </pre>
 */
final class CounterModeCipher extends PacketCipher {
  private static final int IV = 16;
  private static final int SSRC_AT = 4;
  private static final int KEY = SrtpProfile.AES_CM_128_HMAC_SHA1_80.keyBytes();
  private static final int SALT = SrtpProfile.AES_CM_128_HMAC_SHA1_80.saltBytes();
  private static final int TAG = SrtpProfile.AES_CM_128_HMAC_SHA1_80.tagBytes();

  /** Key and output of HMAC-SHA1. */
  private static final int HMAC = 20;

  private final SecretKeySpec rtpKey;
  private final byte[] rtpSalt;
  private final Cipher rtp;
  private final Mac rtpMac;
  private final SecretKeySpec rtcpKey;
  private final byte[] rtcpSalt;
  private final Cipher rtcp;
  private final Mac rtcpMac;
  private final byte[] iv = new byte[IV];
  private final byte[] word = new byte[4];
  private final byte[] hmac = new byte[HMAC];

  CounterModeCipher(KeyDerivation keys) {
    this.rtpKey = new SecretKeySpec(keys.derive(KeyDerivation.RTP_KEY, KEY), "AES");
    this.rtpSalt = keys.derive(KeyDerivation.RTP_SALT, SALT);
    this.rtcpKey = new SecretKeySpec(keys.derive(KeyDerivation.RTCP_KEY, KEY), "AES");
    this.rtcpSalt = keys.derive(KeyDerivation.RTCP_SALT, SALT);
    try {
      this.rtp = Cipher.getInstance("AES/CTR/NoPadding");
      this.rtcp = Cipher.getInstance("AES/CTR/NoPadding");
      this.rtpMac = mac(keys.derive(KeyDerivation.RTP_AUTHENTICATION, HMAC));
      this.rtcpMac = mac(keys.derive(KeyDerivation.RTCP_AUTHENTICATION, HMAC));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-CTR and HMAC-SHA1", e);
    }
  }

  private static Mac mac(byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(key, "HmacSHA1"));
    return mac;
  }

  @Override
  int sealRtp(int ssrc, long index, byte[] in, int off, int clear, int length, byte[] out, int at) {
    copyClear(in, off, clear, out, at);
    fillIv(iv, rtpSalt, SSRC_AT, ssrc, index);
    crypt(rtp, rtpKey, in, off + clear, length - clear, out, at + clear);
    Bytes.put32(word, 0, index >>> 16);
    rtpMac.update(out, at, length);
    rtpMac.update(word);
    putTag(rtpMac, out, at + length);
    return length + TAG;
  }

  @Override
  int openRtp(int ssrc, long index, byte[] bytes, int off, int clear, int length) {
    int sealed = length - TAG;
    Bytes.put32(word, 0, index >>> 16);
    rtpMac.update(bytes, off, sealed);
    rtpMac.update(word);
    if (!hasTag(rtpMac, bytes, off + sealed)) {
      return FORGED;
    }
    fillIv(iv, rtpSalt, SSRC_AT, ssrc, index);
    crypt(rtp, rtpKey, bytes, off + clear, sealed - clear, bytes, off + clear);
    return sealed;
  }

  @Override
  int sealRtcp(int ssrc, int index, byte[] in, int off, int length, byte[] out, int at) {
    copyClear(in, off, RTCP_CLEAR, out, at);
    fillIv(iv, rtcpSalt, SSRC_AT, ssrc, index);
    crypt(rtcp, rtcpKey, in, off + RTCP_CLEAR, length - RTCP_CLEAR, out, at + RTCP_CLEAR);
    Bytes.put32(out, at + length, ENCRYPTED_FLAG | index);
    rtcpMac.update(out, at, length + RTCP_WORD);
    putTag(rtcpMac, out, at + length + RTCP_WORD);
    return length + RTCP_WORD + TAG;
  }

  @Override
  int openRtcp(int ssrc, int index, byte[] bytes, int off, int length) {
    int wordAt = rtcpWordAt(length);
    rtcpMac.update(bytes, off, wordAt + RTCP_WORD);
    if (!hasTag(rtcpMac, bytes, off + wordAt + RTCP_WORD)) {
      return FORGED;
    }
    fillIv(iv, rtcpSalt, SSRC_AT, ssrc, index);
    int body = off + RTCP_CLEAR;
    crypt(rtcp, rtcpKey, bytes, body, wordAt - RTCP_CLEAR, bytes, body);
    return wordAt;
  }

  @Override
  int rtcpWordAt(int length) {
    return length - TAG - RTCP_WORD;
  }

  private void crypt(
      Cipher cipher, SecretKeySpec key, byte[] in, int off, int length, byte[] out, int at) {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
      if (in == out) {
        byte[] scratch = scratch(length);
        cipher.doFinal(in, off, length, scratch, 0);
        System.arraycopy(scratch, 0, out, at, length);
      } else {
        cipher.doFinal(in, off, length, out, at);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void putTag(Mac mac, byte[] out, int at) {
    finish(mac);
    System.arraycopy(hmac, 0, out, at, TAG);
  }

  private boolean hasTag(Mac mac, byte[] bytes, int at) {
    finish(mac);
    int difference = 0;
    for (int i = 0; i < TAG; i++) {
      difference |= hmac[i] ^ bytes[at + i];
    }
    return difference == 0;
  }

  private void finish(Mac mac) {
    try {
      mac.doFinal(hmac, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
