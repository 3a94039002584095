package dev.footlights.rtc.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;
import dev.footlights.rtc.rtp.RtpHeader;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retransmissions on a stream of their own (RFC 4588). */
class RtxTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @Test
  void theOriginalNumberStandsBeforeThePayload() {
    byte[] packet = hex("80e0 1234 00000bb8 00000001 aabbcc");
    byte[] out = new byte[64];
    int length = Rtx.wrap(packet, 0, packet.length, out, 3, 97, 0xF0000002L, 7);
    assertThat(Arrays.copyOfRange(out, 3, 3 + length))
        .isEqualTo(hex("80e1 0007 00000bb8 f0000002 1234 aabbcc"));
  }

  @Test
  void headersKeepTheirCsrcsAndExtension() {
    byte[] packet = hex("91e0 1234 00000bb8 00000001 deadbeef bede0001 10410000 aabb");
    byte[] out = new byte[64];
    int length = Rtx.wrap(packet, 0, packet.length, out, 0, 97, 2, 65536 + 8);
    assertThat(Arrays.copyOf(out, length))
        .isEqualTo(hex("91e1 0008 00000bb8 00000002 deadbeef bede0001 10410000 1234 aabb"));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void unwrappingUndoesWrapping(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      byte[] packet = packet(random);
      int off = random.nextInt(20);
      byte[] out = new byte[1600];
      int length = Rtx.wrap(packet, 0, packet.length, out, off, 97, 77, random.nextInt(1 << 20));
      assertThat(RtpHeader.check(out, off, length)).isEqualTo(Reject.NONE);
      int original =
          Rtx.unwrap(out, off, length, RtpHeader.payloadType(packet, 0), RtpHeader.ssrc(packet, 0));
      assertThat(Arrays.copyOfRange(out, off, off + original)).isEqualTo(packet);
    }
  }

  /** A valid packet with CSRCs, extension, payload and padding by chance. */
  private static byte[] packet(SplittableRandom random) {
    int csrcs = random.nextInt(4);
    int words = random.nextInt(4) - 1;
    int payload = random.nextInt(1100);
    int padding = random.nextBoolean() ? 1 + random.nextInt(255) : 0;
    int header = RtpHeader.FIXED + 4 * csrcs + (words < 0 ? 0 : 4 + 4 * words);
    byte[] packet = new byte[header + payload + padding];
    random.nextBytes(packet);
    RtpHeader.write(
        packet,
        0,
        random.nextBoolean(),
        96 + random.nextInt(30),
        random.nextInt(65536),
        random.nextLong(1L << 32),
        random.nextLong(1L << 32));
    RtpHeader.csrcs(packet, 0, csrcs);
    if (words >= 0) {
      RtpHeader.extension(packet, 0, true);
      Bytes.put16(packet, RtpHeader.extensionOffset(packet, 0) + 2, words);
    }
    if (padding > 0) {
      RtpHeader.padding(packet, 0, true);
      packet[packet.length - 1] = (byte) padding;
    }
    assertThat(RtpHeader.check(packet, 0, packet.length)).isEqualTo(Reject.NONE);
    return packet;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80e1 0007 00000bb8 00000002",
        "80e1 0007 00000bb8 00000002 12",
        "a0e1 0007 00000bb8 00000002 000003",
        "a0e1 0007 00000bb8 00000002 12 000003"
      })
  void paddingSentToProbeHasNoOriginal(String probe) {
    byte[] packet = hex(probe);
    assertThat(RtpHeader.check(packet, 0, packet.length)).isEqualTo(Reject.NONE);
    assertThat(Rtx.unwrap(packet, 0, packet.length, 96, 1)).isEqualTo(-Reject.RTX_SHORT.ordinal());
    assertThat(packet).isEqualTo(hex(probe));
  }

  @Test
  void anEmptyOriginalIsAnOriginal() {
    byte[] packet = hex("80e1 0007 00000bb8 00000002 0102");
    assertThat(Rtx.unwrap(packet, 0, packet.length, 96, 1)).isEqualTo(12);
    assertThat(Arrays.copyOf(packet, 12)).isEqualTo(hex("80e0 0102 00000bb8 00000001"));
  }
}
