package dev.footlights.rtc.srtp;

import dev.footlights.rtc.Bytes;

/**
 * The ciphers of one direction under one master key: the seam between the two suites. It keeps no
 * count of indexes; its callers do.
 *
 * <p>Both suites place the SSRC and the index alike in their initialisation vector, and differ in
 * its length, in what is authenticated, and in where the index of SRTCP stands.
 */
abstract sealed class PacketCipher permits CounterModeCipher, GcmCipher {
  /** What an {@code open} returns for a packet whose tag is wrong. The packet is as it was. */
  static final int FORGED = -1;

  /** The part of an RTCP packet that stays in clear (RFC 3711 §3.4): header and SSRC. */
  static final int RTCP_CLEAR = 8;

  /** E flag and index behind every SRTCP packet. */
  static final int RTCP_WORD = 4;

  static final int ENCRYPTED_FLAG = 0x8000_0000;

  /** Room for any packet that fits an Ethernet frame; grows for a larger one. */
  private static final int SCRATCH = 2048;

  private byte[] scratch = new byte[SCRATCH];

  static PacketCipher of(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
    if (masterKey.length != profile.keyBytes() || masterSalt.length != profile.saltBytes()) {
      throw new IllegalArgumentException("key or salt of a length that is not of " + profile);
    }
    KeyDerivation keys = new KeyDerivation(masterKey, masterSalt);
    return switch (profile) {
      case AEAD_AES_128_GCM -> new GcmCipher(keys);
      case AES_CM_128_HMAC_SHA1_80 -> new CounterModeCipher(keys);
    };
  }

  /**
   * Protects one RTP packet.
   *
   * @param clear bytes of the header, extensions included
   * @param length of the whole packet
   * @param out may be {@code in}, at the same place or without overlap
   * @return bytes written
   */
  abstract int sealRtp(
      int ssrc, long index, byte[] in, int off, int clear, int length, byte[] out, int at);

  /** Opens in place. Returns the plain packet's length or {@link #FORGED}. */
  abstract int openRtp(int ssrc, long index, byte[] bytes, int off, int clear, int length);

  /** Protects one compound RTCP packet, as {@link #sealRtp} does. */
  abstract int sealRtcp(int ssrc, int index, byte[] in, int off, int length, byte[] out, int at);

  /** Opens in place. The caller found the index behind the packet, by {@link #rtcpWordAt}. */
  abstract int openRtcp(int ssrc, int index, byte[] bytes, int off, int length);

  /** Offset of the E flag and index within an SRTCP packet. */
  abstract int rtcpWordAt(int length);

  /** Writes {@code salt XOR (SSRC at 4 | index at 6 or 8)}. */
  static void fillIv(byte[] iv, byte[] salt, int ssrcAt, int ssrc, long index) {
    System.arraycopy(salt, 0, iv, 0, salt.length);
    Bytes.put32(iv, ssrcAt, Bytes.int32(iv, ssrcAt) ^ ssrc);
    int indexAt = ssrcAt + 4;
    Bytes.put16(iv, indexAt, Bytes.uint16(iv, indexAt) ^ (int) (index >>> 32));
    Bytes.put32(iv, indexAt + 2, Bytes.int32(iv, indexAt + 2) ^ (int) index);
  }

  /**
   * Where to put the output of a cipher whose input is in the same array: the JDK would copy both.
   */
  final byte[] scratch(int bytes) {
    if (scratch.length < bytes) {
      scratch = new byte[bytes];
    }
    return scratch;
  }

  static void copyClear(byte[] in, int off, int clear, byte[] out, int at) {
    if (in != out || off != at) {
      System.arraycopy(in, off, out, at, clear);
    }
  }
}
