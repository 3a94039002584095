package dev.footlights.rtc.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Reject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtcpTest {
  private final Compound compound = new Compound();
  private final byte[] out = new byte[1500];

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void reportsAreReadAsTheyWereWritten(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      long ssrc = unsigned(random);
      long ntp = random.nextLong();
      long timestamp = unsigned(random);
      long packets = unsigned(random);
      long octets = unsigned(random);
      int lost = random.nextInt(1 << 24) - (1 << 23);
      int fraction = random.nextInt(256);
      long[] block = {unsigned(random), unsigned(random), unsigned(random), unsigned(random)};
      int blocks = random.nextInt(32);

      int end = SenderReport.write(out, 0, ssrc, ntp, timestamp, packets, octets);
      int report = end;
      end += ReceiverReport.write(out, end, ssrc, blocks);
      for (int i = 0; i < blocks; i++) {
        ReportBlock.write(
            out,
            ReceiverReport.block(report, i),
            ssrc + i,
            fraction,
            lost,
            block[0],
            block[1],
            block[2],
            block[3]);
      }

      assertThat(compound.read(out, 0, end)).isEqualTo(Reject.NONE);
      assertThat(compound.next()).isTrue();
      assertThat(compound.type()).isEqualTo(RtcpHeader.SENDER_REPORT);
      int at = compound.offset();
      assertThat(SenderReport.check(out, at, compound.length())).isEqualTo(Reject.NONE);
      assertThat(SenderReport.ssrc(out, at)).isEqualTo(ssrc);
      assertThat(SenderReport.ntpTime(out, at)).isEqualTo(ntp);
      assertThat(SenderReport.rtpTimestamp(out, at)).isEqualTo(timestamp);
      assertThat(SenderReport.packets(out, at)).isEqualTo(packets);
      assertThat(SenderReport.octets(out, at)).isEqualTo(octets);

      assertThat(compound.next()).isTrue();
      assertThat(compound.type()).isEqualTo(RtcpHeader.RECEIVER_REPORT);
      assertThat(compound.count()).isEqualTo(blocks);
      at = compound.offset();
      assertThat(ReceiverReport.check(out, at, compound.length())).isEqualTo(Reject.NONE);
      assertThat(RtcpHeader.senderSsrc(out, at)).isEqualTo(ssrc);
      for (int i = 0; i < blocks; i++) {
        int b = ReceiverReport.block(at, i);
        assertThat(ReportBlock.ssrc(out, b)).isEqualTo(ssrc + i & 0xFFFF_FFFFL);
        assertThat(ReportBlock.fractionLost(out, b)).isEqualTo(fraction);
        assertThat(ReportBlock.cumulativeLost(out, b)).isEqualTo(lost);
        assertThat(ReportBlock.highestSequence(out, b)).isEqualTo(block[0]);
        assertThat(ReportBlock.jitter(out, b)).isEqualTo(block[1]);
        assertThat(ReportBlock.lastSenderReport(out, b)).isEqualTo(block[2]);
        assertThat(ReportBlock.delaySinceLastSenderReport(out, b)).isEqualTo(block[3]);
      }
      assertThat(compound.next()).isFalse();
    }
  }

  private static long unsigned(Random random) {
    return random.nextInt() & 0xFFFF_FFFFL;
  }

  @ParameterizedTest(name = "lost {0}")
  @CsvSource({"9000000, 8388607", "-9000000, -8388608", "-1, -1", "0, 0"})
  void aLossBeyondTwentyFourBitsIsClamped(int lost, int read) {
    ReportBlock.write(out, 0, 1, 255, lost, 2, 3, 4, 5);
    assertThat(ReportBlock.cumulativeLost(out, 0)).isEqualTo(read);
    assertThat(ReportBlock.fractionLost(out, 0)).isEqualTo(255);
  }

  @Test
  void aBlockOfASenderReportIsRead() {
    SenderReport.write(out, 0, 1, 2, 3, 4, 5);
    RtcpHeader.write(out, 0, 1, RtcpHeader.SENDER_REPORT, 52);
    ReportBlock.write(out, SenderReport.block(0, 0), 9, 8, 7, 6, 5, 4, 3);
    assertThat(SenderReport.check(out, 0, 52)).isEqualTo(Reject.NONE);
    assertThat(SenderReport.check(out, 0, 48)).isEqualTo(Reject.REPORT_LENGTH);
    assertThat(ReportBlock.ssrc(out, SenderReport.block(0, 0))).isEqualTo(9);
  }

  @Test
  void aReportShorterThanItsBlocksIsRefused() {
    ReceiverReport.write(out, 0, 1, 2);
    assertThat(ReceiverReport.check(out, 0, 56)).isEqualTo(Reject.NONE);
    assertThat(ReceiverReport.check(out, 0, 52)).isEqualTo(Reject.REPORT_LENGTH);
    ReceiverReport.write(out, 0, 1, 0);
    assertThat(ReceiverReport.check(out, 0, 4)).isEqualTo(Reject.REPORT_LENGTH);
  }

  @ParameterizedTest(name = "name of {0} bytes: {1}")
  @CsvSource({"0, 12", "1, 12", "2, 16", "5, 16", "6, 20", "255, 268"})
  void aNameEndsWithAtLeastOneZeroOnAWordsBoundary(int bytes, int length) {
    byte[] name = "x".repeat(bytes).getBytes(StandardCharsets.UTF_8);
    Arrays.fill(out, (byte) 0x55);

    assertThat(Sdes.write(out, 4, 0xAABBCCDDL, name)).isEqualTo(length);
    assertThat(Sdes.length(bytes)).isEqualTo(length);

    assertThat(compound.read(out, 4, length)).isEqualTo(Reject.NONE);
    assertThat(compound.next()).isTrue();
    assertThat(compound.type()).isEqualTo(RtcpHeader.SDES);
    assertThat(compound.count()).isEqualTo(1);
    assertThat(compound.length()).isEqualTo(length);
    assertThat(HexFormat.of().formatHex(out, 8, 14 + bytes))
        .isEqualTo("aabbccdd01%02x".formatted(bytes) + "78".repeat(bytes));
    for (int i = 14 + bytes; i < 4 + length; i++) {
      assertThat(out[i]).isZero();
    }
    assertThat(length - 10 - bytes).isBetween(1, 4);
  }

  @Test
  void byeNamesWhoLeaves() {
    byte[] b = hex("82cb0003 00000001 ffffffff 03627965");
    assertThat(Bye.check(b, 0, b.length)).isEqualTo(Reject.NONE);
    assertThat(Bye.ssrc(b, 0, 0)).isEqualTo(1);
    assertThat(Bye.ssrc(b, 0, 1)).isEqualTo(0xFFFF_FFFFL);
    assertThat(Bye.check(b, 0, 8)).isEqualTo(Reject.RTCP_LENGTH);

    assertThat(Bye.write(out, 0, 77)).isEqualTo(8);
    assertThat(Bye.check(out, 0, 8)).isEqualTo(Reject.NONE);
    assertThat(Bye.ssrc(out, 0, 0)).isEqualTo(77);
  }

  @Test
  void pictureLossIsWrittenAndRead() {
    assertThat(Pli.write(out, 0, 0x01020304, 0xF1F2F3F4L)).isEqualTo(12);
    assertThat(HexFormat.of().formatHex(out, 0, 12)).isEqualTo("81ce000201020304f1f2f3f4");
    assertThat(Pli.check(12)).isEqualTo(Reject.NONE);
    assertThat(Pli.check(8)).isEqualTo(Reject.FEEDBACK_LENGTH);
    assertThat(Pli.mediaSsrc(out, 0)).isEqualTo(0xF1F2F3F4L);
  }

  @Test
  void fullIntraRequestNamesSourcesAndCommands() {
    byte[] b = hex("84ce0006 00000001 00000000 aabbccdd 07000000 00000002 ff000000");
    assertThat(Fir.check(b.length)).isEqualTo(Reject.NONE);
    assertThat(Fir.entries(b.length)).isEqualTo(2);
    assertThat(Fir.ssrc(b, 0, 0)).isEqualTo(0xAABBCCDDL);
    assertThat(Fir.commandNumber(b, 0, 0)).isEqualTo(7);
    assertThat(Fir.ssrc(b, 0, 1)).isEqualTo(2);
    assertThat(Fir.commandNumber(b, 0, 1)).isEqualTo(255);
    assertThat(Fir.check(12)).isEqualTo(Reject.FEEDBACK_LENGTH);
    assertThat(Fir.check(24)).isEqualTo(Reject.FEEDBACK_LENGTH);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
