package dev.footlights.rtc.srtp;

import dev.footlights.rtc.Bytes;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AEAD_AES_128_GCM (RFC 7714).
 *
 * <pre>
 * IV     | 0 (2) | SSRC (4) | index (6) |  XOR  salt (12)
 * SRTP   | header, in clear and authenticated | ciphertext | tag (16) |
 * SRTCP  | header and SSRC                (8) | ciphertext | tag (16) | E and index (4) |
 * </pre>
 */
final class GcmCipher extends PacketCipher {
  private static final int IV = 12;
  private static final int SSRC_AT = 2;
  private static final int TAG = SrtpProfile.AEAD_AES_128_GCM.tagBytes();

  private final SecretKeySpec rtpKey;
  private final byte[] rtpSalt;
  private final Cipher rtp;
  private final SecretKeySpec rtcpKey;
  private final byte[] rtcpSalt;
  private final Cipher rtcp;
  private final byte[] iv = new byte[IV];
  private final byte[] word = new byte[RTCP_WORD];

  GcmCipher(KeyDerivation keys) {
    this(
        keys.derive(KeyDerivation.RTP_KEY, SrtpProfile.AEAD_AES_128_GCM.keyBytes()),
        keys.derive(KeyDerivation.RTP_SALT, IV),
        keys.derive(KeyDerivation.RTCP_KEY, SrtpProfile.AEAD_AES_128_GCM.keyBytes()),
        keys.derive(KeyDerivation.RTCP_SALT, IV));
  }

  GcmCipher(byte[] rtpKey, byte[] rtpSalt, byte[] rtcpKey, byte[] rtcpSalt) {
    this.rtpKey = new SecretKeySpec(rtpKey, "AES");
    this.rtpSalt = rtpSalt;
    this.rtcpKey = new SecretKeySpec(rtcpKey, "AES");
    this.rtcpSalt = rtcpSalt;
    try {
      this.rtp = Cipher.getInstance("AES/GCM/NoPadding");
      this.rtcp = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  @Override
  int sealRtp(int ssrc, long index, byte[] in, int off, int clear, int length, byte[] out, int at) {
    fillIv(iv, rtpSalt, SSRC_AT, ssrc, index);
    try {
      rtp.init(Cipher.ENCRYPT_MODE, rtpKey, new GCMParameterSpec(TAG * 8, iv));
      rtp.updateAAD(in, off, clear);
      return finishSeal(rtp, in, off, clear, length, out, at);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  int openRtp(int ssrc, long index, byte[] bytes, int off, int clear, int length) {
    fillIv(iv, rtpSalt, SSRC_AT, ssrc, index);
    try {
      rtp.init(Cipher.DECRYPT_MODE, rtpKey, new GCMParameterSpec(TAG * 8, iv));
      rtp.updateAAD(bytes, off, clear);
      return finishOpen(rtp, bytes, off, clear, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  int sealRtcp(int ssrc, int index, byte[] in, int off, int length, byte[] out, int at) {
    fillIv(iv, rtcpSalt, SSRC_AT, ssrc, index);
    Bytes.put32(word, 0, ENCRYPTED_FLAG | index);
    try {
      rtcp.init(Cipher.ENCRYPT_MODE, rtcpKey, new GCMParameterSpec(TAG * 8, iv));
      rtcp.updateAAD(in, off, RTCP_CLEAR);
      rtcp.updateAAD(word);
      int written = finishSeal(rtcp, in, off, RTCP_CLEAR, length, out, at);
      System.arraycopy(word, 0, out, at + written, RTCP_WORD);
      return written + RTCP_WORD;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  int openRtcp(int ssrc, int index, byte[] bytes, int off, int length) {
    fillIv(iv, rtcpSalt, SSRC_AT, ssrc, index);
    int wordAt = rtcpWordAt(length);
    try {
      rtcp.init(Cipher.DECRYPT_MODE, rtcpKey, new GCMParameterSpec(TAG * 8, iv));
      rtcp.updateAAD(bytes, off, RTCP_CLEAR);
      rtcp.updateAAD(bytes, off + wordAt, RTCP_WORD);
      return finishOpen(rtcp, bytes, off, RTCP_CLEAR, wordAt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  int rtcpWordAt(int length) {
    return length - RTCP_WORD;
  }

  private int finishSeal(
      Cipher cipher, byte[] in, int off, int clear, int length, byte[] out, int at)
      throws GeneralSecurityException {
    copyClear(in, off, clear, out, at);
    int body = length - clear;
    if (in == out) {
      byte[] scratch = scratch(body);
      System.arraycopy(in, off + clear, scratch, 0, body);
      return clear + cipher.doFinal(scratch, 0, body, out, at + clear);
    }
    return clear + cipher.doFinal(in, off + clear, body, out, at + clear);
  }

  private int finishOpen(Cipher cipher, byte[] bytes, int off, int clear, int length)
      throws GeneralSecurityException {
    byte[] scratch = scratch(length);
    try {
      int plain = cipher.doFinal(bytes, off + clear, length - clear, scratch, 0);
      System.arraycopy(scratch, 0, bytes, off + clear, plain);
      return clear + plain;
    } catch (AEADBadTagException e) {
      return FORGED;
    }
  }
}
