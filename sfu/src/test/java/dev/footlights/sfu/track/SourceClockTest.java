package dev.footlights.sfu.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceClockTest {
  private static final long SECOND = 1_000_000_000L;
  private final SourceClock clock = new SourceClock();

  @Test
  void beforeAnyReportThePacketsArrivalCounts() {
    clock.arrived(5 * SECOND, 1_000);

    assertThat(clock.rtpAt(6 * SECOND, 90_000)).isEqualTo(91_000);
  }

  @Test
  void aReportIsBelievedMoreThanAnArrival() {
    clock.arrived(5 * SECOND, 1_000);
    clock.reported(4 * SECOND, 1_000);
    clock.arrived(9 * SECOND, 90_000);

    assertThat(clock.rtpAt(6 * SECOND, 90_000)).isEqualTo(181_000);
  }

  @Test
  void timestampsWrapAndMayLieBeforeTheReport() {
    clock.reported(4 * SECOND, 45_000);

    assertThat(clock.rtpAt(3 * SECOND, 90_000)).isEqualTo((1L << 32) - 45_000);
  }
}
