package dev.footlights.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Reject;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtpHeaderTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsWrittenIsRead(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 1000; round++) {
      int off = random.nextInt(8);
      int csrcs = random.nextInt(16);
      int words = random.nextInt(5);
      boolean extension = random.nextBoolean();
      boolean padding = random.nextBoolean();
      int payload = 1 + random.nextInt(40);
      byte[] b = new byte[off + 12 + 4 * csrcs + (extension ? 4 + 4 * words : 0) + payload];
      int len = b.length - off;
      random.nextBytes(b);
      boolean marker = random.nextBoolean();
      int type = random.nextInt(128);
      int sequence = random.nextInt(1 << 16);
      long timestamp = random.nextInt() & 0xFFFF_FFFFL;
      long ssrc = random.nextInt() & 0xFFFF_FFFFL;
      long csrc = random.nextInt() & 0xFFFF_FFFFL;

      assertThat(RtpHeader.write(b, off, marker, type, sequence, timestamp, ssrc)).isEqualTo(12);
      RtpHeader.csrcs(b, off, csrcs);
      for (int i = 0; i < csrcs; i++) {
        RtpHeader.csrc(b, off, i, csrc ^ i);
      }
      RtpHeader.extension(b, off, extension);
      if (extension) {
        b[RtpHeader.extensionOffset(b, off) + 2] = 0;
        b[RtpHeader.extensionOffset(b, off) + 3] = (byte) words;
      }
      RtpHeader.padding(b, off, padding);
      b[b.length - 1] = (byte) payload;

      assertThat(RtpHeader.check(b, off, len)).isEqualTo(Reject.NONE);
      assertThat(RtpHeader.marker(b, off)).isEqualTo(marker);
      assertThat(RtpHeader.payloadType(b, off)).isEqualTo(type);
      assertThat(RtpHeader.sequenceNumber(b, off)).isEqualTo(sequence);
      assertThat(RtpHeader.timestamp(b, off)).isEqualTo(timestamp);
      assertThat(RtpHeader.ssrc(b, off)).isEqualTo(ssrc);
      assertThat(RtpHeader.csrcs(b, off)).isEqualTo(csrcs);
      for (int i = 0; i < csrcs; i++) {
        assertThat(RtpHeader.csrc(b, off, i)).isEqualTo(csrc ^ i);
      }
      assertThat(RtpHeader.length(b, off)).isEqualTo(len - payload);
      assertThat(RtpHeader.paddingBytes(b, off, len)).isEqualTo(padding ? payload : 0);
    }
  }

  @Test
  void aSetterChangesItsFieldAlone() {
    byte[] b = HexFormat.of().parseHex("b1e0123456789abcdef01122aabbccddbede0000");

    RtpHeader.payloadType(b, 0, 0x7F);
    assertThat(b[1]).isEqualTo((byte) 0xFF);
    RtpHeader.marker(b, 0, false);
    assertThat(b[1]).isEqualTo((byte) 0x7F);
    RtpHeader.marker(b, 0, true);
    RtpHeader.payloadType(b, 0, 0);
    assertThat(b[1]).isEqualTo((byte) 0x80);
    RtpHeader.padding(b, 0, false);
    RtpHeader.extension(b, 0, false);
    RtpHeader.csrcs(b, 0, 15);
    assertThat(b[0]).isEqualTo((byte) 0x8F);
    RtpHeader.sequenceNumber(b, 0, 0x1FFFE);
    RtpHeader.timestamp(b, 0, 0x1_0203_0405L);
    RtpHeader.ssrc(b, 0, 0xFFFF_FFFFL);
    assertThat(HexFormat.of().formatHex(b)).isEqualTo("8f80fffe02030405ffffffffaabbccddbede0000");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'', RTP_MALFORMED",
    "80, RTP_MALFORMED",
    "80e0000100000002000000, RTP_MALFORMED",
    "40e000010000000200000003, RTP_MALFORMED",
    "c0e000010000000200000003, RTP_MALFORMED",
    "80e000010000000200000003, NONE",
    "81e000010000000200000003, RTP_MALFORMED",
    "81e00001000000020000000300000004, NONE",
    "90e000010000000200000003, RTP_EXTENSION",
    "90e000010000000200000003bede00, RTP_EXTENSION",
    "90e000010000000200000003bede0000, NONE",
    "90e000010000000200000003bede0001, RTP_EXTENSION",
    "90e000010000000200000003bedeffff00000000, RTP_EXTENSION",
    "a0e000010000000200000003, RTP_PADDING",
    "a0e00001000000020000000300, RTP_PADDING",
    "a0e00001000000020000000301, NONE",
    "a0e00001000000020000000302, RTP_PADDING",
    "a0e00001000000020000000300000005, RTP_PADDING",
    "a0e00001000000020000000300000004, NONE",
    "a0e000010000000200000003000000ff, RTP_PADDING",
    "b0e000010000000200000003bede0001, RTP_EXTENSION",
    "b0e000010000000200000003bede000001, NONE",
  })
  void aPacketWhosePartsLeaveItIsRefused(String hex, Reject expected) {
    byte[] b = HexFormat.of().parseHex(hex);
    assertThat(RtpHeader.check(b, 0, b.length)).isEqualTo(expected);
  }

  @Test
  void paddingIsNotJudgedWhileItIsEncrypted() {
    byte[] b = HexFormat.of().parseHex("a0e000010000000200000003000000ff");
    assertThat(RtpHeader.checkHeader(b, 0, b.length)).isEqualTo(Reject.NONE);
  }

  @ParameterizedTest(name = "second byte {0}: {1}")
  @CsvSource({"191, false", "192, true", "200, true", "223, true", "224, false", "96, false"})
  void rtcpIsToldFromRtpByTheSecondByte(int second, boolean rtcp) {
    assertThat(RtpHeader.isRtcp(new byte[] {0, (byte) 0x80, (byte) second}, 1)).isEqualTo(rtcp);
  }
}
