package dev.footlights.sfu.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.sfu.shard.Event.Excess;
import dev.footlights.sfu.shard.MediaBounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundsWatchTest {
  private static final long PACKET_NANOS = Duration.ofMillis(1).toNanos();
  private static final byte[] PAYLOAD = new byte[20_000];
  private static final byte[] FULL_HD =
      HexFormat.of().parseHex("67640028acd940780227e5c044000003000400000300c83c60c658");
  private static final byte[] HD =
      HexFormat.of().parseHex("6742c01fd9005005bb011000000300100000030320f1832480");

  private final BoundsWatch watch = new BoundsWatch(new MediaBounds(8_000_000, 1280 * 720));
  private long now = -Duration.ofSeconds(3).toNanos();

  /** A payload each millisecond. */
  private List<Excess> sends(Duration time, int bytes) {
    List<Excess> told = new ArrayList<>();
    for (long until = now + time.toNanos(); now < until; now += PACKET_NANOS) {
      Excess excess = watch.took(now, false, PAYLOAD, 0, bytes);
      if (excess != null) {
        told.add(excess);
      }
    }
    return told;
  }

  @Test
  void whatStaysAtTheBoundIsNeverTold() {
    assertThat(sends(Duration.ofSeconds(60), 1000)).isEmpty();
  }

  @Test
  void aBitrateAboveTheBoundIsToldOnceAWindow() {
    assertThat(sends(Duration.ofSeconds(5), 1001)).isEmpty();
    assertThat(sends(Duration.ofSeconds(5), 1001)).containsExactly(Excess.BITRATE);
    assertThat(sends(Duration.ofSeconds(5), 1001)).containsExactly(Excess.BITRATE);
  }

  @Test
  void aBurstThatTheWindowEvensOutIsNotTold() {
    assertThat(sends(Duration.ofMillis(400), 10_000)).isEmpty();
    assertThat(sends(Duration.ofSeconds(20), 200)).isEmpty();
  }

  @Test
  void aPauseLowersTheAverage() {
    assertThat(sends(Duration.ofSeconds(4), 2000)).isEmpty();
    now += Duration.ofSeconds(10).toNanos();
    assertThat(sends(Duration.ofSeconds(4), 500)).isEmpty();
  }

  @Test
  void aPictureLargerThanTheBoundIsToldOnceASecond() {
    assertThat(watch.took(now, true, HD, 0, HD.length)).isNull();
    assertThat(watch.took(now, true, FULL_HD, 0, FULL_HD.length)).isEqualTo(Excess.RESOLUTION);
    assertThat(watch.took(now + 999_999_999, true, FULL_HD, 0, FULL_HD.length)).isNull();
    assertThat(watch.took(now + 1_000_000_000, true, FULL_HD, 0, FULL_HD.length))
        .isEqualTo(Excess.RESOLUTION);
  }

  @Test
  void whatBeginsNoH264KeyframeHasNoSize() {
    assertThat(watch.took(now, false, FULL_HD, 0, FULL_HD.length)).isNull();
  }
}
