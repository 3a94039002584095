package dev.footlights.rtc.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Reject;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompoundTest {
  private final Compound compound = new Compound();

  @Test
  void everyPacketOfACompoundIsShownInOrder() {
    byte[] b = hex("a5a5 80c90001 00000001 81ca0002 00000001 01000000 80cb0000");

    assertThat(compound.read(b, 2, b.length - 2)).isEqualTo(Reject.NONE);

    assertPacket(RtcpHeader.RECEIVER_REPORT, 2, 8);
    assertPacket(RtcpHeader.SDES, 10, 12);
    assertPacket(RtcpHeader.BYE, 22, 4);
    assertThat(compound.next()).isFalse();
    assertThat(compound.next()).isFalse();
  }

  @Test
  void feedbackMayComeAlone() {
    byte[] b = hex("81ce0002 00000001 00000002");
    assertThat(compound.read(b, 0, b.length)).isEqualTo(Reject.NONE);
    assertPacket(RtcpHeader.PAYLOAD_FEEDBACK, 0, 12);
    assertThat(compound.count()).isEqualTo(Pli.FORMAT);
    assertThat(compound.next()).isFalse();
  }

  @Test
  void paddingOfTheLastPacketIsNotPartOfIt() {
    byte[] b = hex("80c90001 00000001 a1ce0003 00000001 00000002 00000004");
    assertThat(compound.read(b, 0, b.length)).isEqualTo(Reject.NONE);
    assertPacket(RtcpHeader.RECEIVER_REPORT, 0, 8);
    assertPacket(RtcpHeader.PAYLOAD_FEEDBACK, 8, 12);
    assertThat(compound.next()).isFalse();
  }

  @Test
  void paddingMayFillTheLastPacket() {
    byte[] b = hex("80c90001 00000001 a0c90001 00000004");
    assertThat(compound.read(b, 0, b.length)).isEqualTo(Reject.NONE);
    assertPacket(RtcpHeader.RECEIVER_REPORT, 0, 8);
    assertPacket(RtcpHeader.RECEIVER_REPORT, 8, 4);
    assertThat(compound.next()).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'', RTCP_LENGTH",
    "80c900, RTCP_LENGTH",
    "80c9000100, RTCP_LENGTH",
    "80c90001, RTCP_LENGTH",
    "80c9ffff00000001, RTCP_LENGTH",
    "80c9000000000001, RTCP_MALFORMED",
    "40c9000100000001, RTCP_MALFORMED",
    "c0c9000100000001, RTCP_MALFORMED",
    "80c900010000000140c9000100000001, RTCP_MALFORMED",
    "a0c900010000000480c9000100000001, RTCP_MALFORMED",
    "a0c9000100000000, RTCP_LENGTH",
    "a0c9000100000003, RTCP_LENGTH",
    "a0c9000100000008, RTCP_LENGTH",
    "a0c90000, RTCP_LENGTH",
    "80c9000100000001a0c90001000000fc, RTCP_LENGTH",
  })
  void aDatagramThatIsNotWholePacketsShowsNone(String hex, Reject expected) {
    byte[] b = hex(hex);
    assertThat(compound.read(b, 0, b.length)).isEqualTo(expected);
    assertThat(compound.next()).isFalse();
  }

  private void assertPacket(int type, int offset, int length) {
    assertThat(compound.next()).isTrue();
    assertThat(compound.type()).isEqualTo(type);
    assertThat(compound.offset()).isEqualTo(offset);
    assertThat(compound.length()).isEqualTo(length);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
