package dev.footlights.rtc.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.footlights.rtc.HostileBytes;
import dev.footlights.rtc.Reject;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtcpFuzzTest {
  private static final List<byte[]> VALID =
      List.of(
          hex("80c90001 00000001 81ca0002 00000001 01000000 80cb0000"),
          hex("81c8000c" + "00000001".repeat(12)),
          hex("82c9000d" + "00000001".repeat(13)),
          hex("81cd0004 00000001 f0000002 fffe8003 000f0000"),
          hex("84ce0006 00000001 00000000 aabbccdd 07000000 00000002 ff000000"),
          hex("81ce0002 00000001 00000002 82cb0003 00000001 ffffffff 03627965"),
          hex("80c90001 00000001 a1ce0003 00000001 00000002 00000004"));

  private final Compound compound = new Compound();
  private long seen;

  @FuzzTest
  void noInputThrows(byte[] data) {
    HostileBytes.parse(data, 3, this::parse);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void noRandomOrMutatedInputThrows(long seed) {
    HostileBytes.feed(seed, 5000, VALID, this::parse);
  }

  private void parse(byte[] b, int off, int len) {
    Reject reject = compound.read(b, off, len);
    int end = off;
    while (compound.next()) {
      assertThat(reject).isEqualTo(Reject.NONE);
      assertThat(compound.offset()).isEqualTo(end);
      assertThat(compound.length()).isGreaterThanOrEqualTo(4);
      end += compound.length();
      assertThat(end).isLessThanOrEqualTo(off + len);
      packet(b, compound.offset(), compound.length());
    }
  }

  private void packet(byte[] b, int at, int length) {
    int count = compound.count();
    switch (compound.type()) {
      case RtcpHeader.SENDER_REPORT -> {
        if (SenderReport.check(b, at, length) == Reject.NONE) {
          seen += SenderReport.ntpTime(b, at) + SenderReport.octets(b, at);
          for (int i = 0; i < count; i++) {
            block(b, SenderReport.block(at, i), at + length);
          }
        }
      }
      case RtcpHeader.RECEIVER_REPORT -> {
        if (ReceiverReport.check(b, at, length) == Reject.NONE) {
          seen += RtcpHeader.senderSsrc(b, at);
          for (int i = 0; i < count; i++) {
            block(b, ReceiverReport.block(at, i), at + length);
          }
        }
      }
      case RtcpHeader.BYE -> {
        if (Bye.check(b, at, length) == Reject.NONE) {
          for (int i = 0; i < count; i++) {
            seen += Bye.ssrc(b, at, i);
          }
        }
      }
      default -> feedback(b, at, length);
    }
  }

  private void block(byte[] b, int block, int end) {
    assertThat(block + ReportBlock.BYTES).isLessThanOrEqualTo(end);
    seen += ReportBlock.ssrc(b, block) + ReportBlock.delaySinceLastSenderReport(b, block);
  }

  /** Whatever the type says: each reader gets the bytes. */
  private void feedback(byte[] b, int at, int length) {
    if (GenericNack.read(b, at, length, number -> seen += number) == Reject.NONE) {
      seen += GenericNack.mediaSsrc(b, at);
    }
    if (Pli.check(length) == Reject.NONE) {
      seen += Pli.mediaSsrc(b, at);
    }
    if (Fir.check(length) == Reject.NONE) {
      for (int i = 0; i < Fir.entries(length); i++) {
        seen += Fir.ssrc(b, at, i) + Fir.commandNumber(b, at, i);
      }
    }
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
