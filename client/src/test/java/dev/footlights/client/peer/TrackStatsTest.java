package dev.footlights.client.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrackStatsTest {
  private static final TrackStats EARLY = new TrackStats(10, 100, 1, 2, 3, 4, 5, 6, 7, -50, -40);
  private static final TrackStats LATE = new TrackStats(1, 1, 1, 1, 1, 1, 1, 1, 1, -30, -20);

  @Test
  void aSumHasTheEarliestFirstFrameAndTheLatestPacket() {
    TrackStats sum = LATE.plus(EARLY);
    assertThat(sum.packets()).isEqualTo(11);
    assertThat(sum.firstDecodableNanos()).isEqualTo(-50);
    assertThat(sum.lastPacketNanos()).isEqualTo(-20);
    assertThat(TrackStats.NONE.plus(LATE)).isEqualTo(LATE);
  }

  @Test
  void whatCameSinceKeepsItsMoments() {
    TrackStats since = EARLY.minus(LATE);
    assertThat(since.packets()).isEqualTo(9);
    assertThat(since.lastPacketNanos()).isEqualTo(-40);
  }
}
