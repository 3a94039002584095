package dev.footlights.rtc.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceptionTest {
  private static final long MILLI = 1_000_000L;
  private final Reception reception = new Reception();
  private final byte[] block = new byte[ReportBlock.BYTES];

  @Test
  void tellsTheShareThatWasLostSinceTheLastReport() {
    for (int i = 0; i < 100; i++) {
      if (i % 4 != 3) {
        reception.packet(i * MILLI, 1_000 + i, i * 90L, 90_000);
      }
    }
    reception.packet(100 * MILLI, 1_100, 9_000, 90_000);
    reception.write(101 * MILLI, block, 0, 7);

    assertThat(ReportBlock.fractionLost(block, 0)).isEqualTo(25 * 256 / 101);
    assertThat(ReportBlock.cumulativeLost(block, 0)).isEqualTo(25);
    assertThat(ReportBlock.highestSequence(block, 0)).isEqualTo(1_100);
    assertThat(ReportBlock.jitter(block, 0)).isZero();

    reception.packet(102 * MILLI, 1_101, 9_180, 90_000);
    reception.write(103 * MILLI, block, 0, 7);
    assertThat(ReportBlock.fractionLost(block, 0)).isZero();
    assertThat(ReportBlock.cumulativeLost(block, 0)).isEqualTo(25);
  }

  @Test
  void tellsHowLongAgoTheSenderReportCame() {
    reception.packet(0, 1, 0, 90_000);
    reception.senderReport(1_000 * MILLI, 0x0123_4567_89AB_CDEFL);
    reception.write(1_500 * MILLI, block, 0, 7);

    assertThat(ReportBlock.lastSenderReport(block, 0)).isEqualTo(0x4567_89ABL);
    assertThat(ReportBlock.delaySinceLastSenderReport(block, 0)).isEqualTo(0x8000);
  }
}
