package dev.footlights.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The published vectors: RFC 3711 appendix B and RFC 7714 §16 and §17. */
class SrtpVectorsTest {
  private static final String MASTER_KEY = "E1F97A0D3E018BE0D64FA32C06DE4139";
  private static final String MASTER_SALT = "0EC675AD498AFEEBB6960B3AABE6";

  private static final String GCM_KEY = "000102030405060708090a0b0c0d0e0f";
  private static final String GCM_SALT = "517569642070726f2071756f";
  private static final String RTP =
      "8040f17b8041f8d35501a0b2"
          + "47616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573";
  private static final String SRTP =
      "8040f17b8041f8d35501a0b2"
          + "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
          + "899d7f27beb16a9152cf765ee4390cce";
  private static final String RTCP =
      "81c8000d4d617273"
          + "4e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";
  private static final String SRTCP =
      "81c8000d4d617273"
          + "63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275b"
          + "c84aa45896cf4d2fc5abf87245d9eade800005d4";
  private static final int RTCP_INDEX = 0x5d4;

  @Test
  void sessionKeysAreThoseOfRfc3711AppendixB3() {
    var keys = new KeyDerivation(hex(MASTER_KEY), hex(MASTER_SALT));

    assertThat(keys.derive(KeyDerivation.RTP_KEY, 16))
        .isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
    assertThat(keys.derive(KeyDerivation.RTP_SALT, 14))
        .isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
    assertThat(keys.derive(KeyDerivation.RTP_AUTHENTICATION, 94))
        .isEqualTo(
            hex(
                "CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"
                    + "8F0A0ACF3C34E2359E6CDBCEE049646C43D9327AD175578EF72270986371C10C9A369AC2F94A8C5F"
                    + "BCDDDC256D6E919A48B610EF17C2041E474035766B68642C59BBFC2F34DB60DBDFB2"));
  }

  @Test
  void theInitialisationVectorIsThatOfRfc7714() {
    byte[] rtp = new byte[12];
    PacketCipher.fillIv(rtp, hex(GCM_SALT), 2, 0x5501a0b2, 0xf17b);
    byte[] rtcp = new byte[12];
    PacketCipher.fillIv(rtcp, hex(GCM_SALT), 2, 0x4d617273, RTCP_INDEX);

    assertThat(rtp).isEqualTo(hex("51753c6580c2726f20718414"));
    assertThat(rtcp).isEqualTo(hex("517524055203726f207170bb"));
  }

  @Test
  void gcmSealsAndOpensThePacketOfRfc7714Section16() {
    byte[] out = new byte[200];
    int written = gcm().sealRtp(0x5501a0b2, 0xf17b, hex(RTP), 0, 12, hex(RTP).length, out, 7);
    assertThat(Arrays.copyOfRange(out, 7, 7 + written)).isEqualTo(hex(SRTP));

    int plain = gcm().openRtp(0x5501a0b2, 0xf17b, out, 7, 12, written);
    assertThat(Arrays.copyOfRange(out, 7, 7 + plain)).isEqualTo(hex(RTP));
  }

  @Test
  void gcmSealsAndOpensThePacketOfRfc7714Section17() {
    byte[] out = new byte[200];
    int written = gcm().sealRtcp(0x4d617273, RTCP_INDEX, hex(RTCP), 0, hex(RTCP).length, out, 3);
    assertThat(Arrays.copyOfRange(out, 3, 3 + written)).isEqualTo(hex(SRTCP));
    assertThat(Bytes.int32(out, 3 + gcm().rtcpWordAt(written))).isEqualTo(0x8000_05d4);

    int plain = gcm().openRtcp(0x4d617273, RTCP_INDEX, out, 3, written);
    assertThat(Arrays.copyOfRange(out, 3, 3 + plain)).isEqualTo(hex(RTCP));
  }

  @Test
  void counterModeSealsAsOtherImplementationsDo() {
    var keys = keys(SrtpProfile.AES_CM_128_HMAC_SHA1_80, MASTER_KEY, MASTER_SALT);
    byte[] rtp = hex("800f1234decafbadcafebabe" + "ab".repeat(16));
    byte[] out = new byte[64];

    var outbound = new SrtpOutbound(keys);
    int written =
        outbound.protectRtp(outbound.stream(0xcafebabeL), 0x1234, rtp, 0, rtp.length, out, 0);

    assertThat(Arrays.copyOf(out, written))
        .isEqualTo(
            hex(
                "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402"
                    + "b78d6acc99ea179b8dbb"));
  }

  @Test
  void gcmDerivesItsKeysAsOtherImplementationsDo() {
    var keys = keys(SrtpProfile.AEAD_AES_128_GCM, GCM_KEY, "a0a1a2a3a4a5a6a7a8a9aaab");
    byte[] rtp = hex("800f1234decafbadcafebabe" + "ab".repeat(16));
    byte[] out = new byte[64];

    var outbound = new SrtpOutbound(keys);
    int written =
        outbound.protectRtp(outbound.stream(0xcafebabeL), 0x1234, rtp, 0, rtp.length, out, 0);

    assertThat(Arrays.copyOf(out, written))
        .isEqualTo(
            hex(
                "800f1234decafbadcafebabec5002ede04cfdd2eb91159e0880aa06e"
                    + "d2976826f796b201df3131a127e8a392"));
  }

  @Test
  void anSrtcpPacketThatIsOnlyAuthenticatedIsRefused() {
    var inbound = new SrtpInbound(keys(SrtpProfile.AEAD_AES_128_GCM, GCM_KEY, GCM_SALT));
    byte[] tagged = hex(RTCP + "841dd9683dd78ec92ae58790125f62b3000005d4");

    assertThat(inbound.unprotectRtcp(tagged, 0, tagged.length))
        .isEqualTo(-Reject.SRTCP_NOT_ENCRYPTED.ordinal());
  }

  private static GcmCipher gcm() {
    return new GcmCipher(hex(GCM_KEY), hex(GCM_SALT), hex(GCM_KEY), hex(GCM_SALT));
  }

  private static SrtpKeys keys(SrtpProfile profile, String key, String salt) {
    return new SrtpKeys(profile, hex(key), hex(salt), hex(key), hex(salt));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
