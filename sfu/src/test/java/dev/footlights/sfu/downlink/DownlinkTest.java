package dev.footlights.sfu.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DownlinkTest {
  private static final long SECOND = 1_000_000_000L;
  private final Downlink downlink = new Downlink();

  @Test
  void whoAsksForEverythingAgainGetsABoundedShare() {
    int afforded = 0;
    for (long now = 0; now < 4 * SECOND; now += SECOND / 10_000) {
      afforded += downlink.affordRetransmission(now) ? 1 : 0;
    }

    assertThat(afforded)
        .isBetween(
            4 * Downlink.RETRANSMISSIONS_PER_SECOND,
            4 * Downlink.RETRANSMISSIONS_PER_SECOND + Downlink.RETRANSMISSION_BURST + 1);
  }

  @Test
  void aLossOfOneFrameIsRepairedAtOnce() {
    for (int i = 0; i < Downlink.RETRANSMISSION_BURST; i++) {
      assertThat(downlink.affordRetransmission(10 * SECOND)).isTrue();
    }
    assertThat(downlink.affordRetransmission(10 * SECOND)).isFalse();
  }

  @Test
  void theFirstMeasuredRoundTripReplacesTheGuess() {
    downlink.measured(SECOND);
    assertThat(downlink.roundTrip()).isEqualTo(SECOND);
    downlink.measured(0);
    assertThat(downlink.roundTrip()).isEqualTo(SECOND * 7 / 8);
  }

  @Test
  void oneViewersWishesForKeyframesAreHeardOnceASecond() {
    assertThat(downlink.affordKeyframe(5 * SECOND)).isTrue();
    assertThat(downlink.affordKeyframe(6 * SECOND - 1)).isFalse();
    assertThat(downlink.affordKeyframe(6 * SECOND)).isTrue();
  }

  @Test
  void whoHasSpentItsShareIsToldSoWithoutLookingFurther() {
    assertThat(downlink.exhausted(10 * SECOND)).isFalse();
    for (int i = 0; i < Downlink.RETRANSMISSION_BURST; i++) {
      downlink.affordRetransmission(10 * SECOND);
    }
    assertThat(downlink.exhausted(10 * SECOND)).isTrue();
  }
}
