package dev.footlights.live.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.footlights.live.FakeShards;
import dev.footlights.rtc.dtls.Fingerprint;
import dev.footlights.stage.StageException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FleetTest {
  private final Fleet fleet =
      new Fleet(new FakeShards(2), new Fingerprint("sha-256", "00"), new Random(1));

  @Test
  void placesATransportWhereThereAreFewest() {
    fleet.open(0);
    assertThat(fleet.emptiest()).isEqualTo(1);
    int second = fleet.open(1);
    fleet.open(1);
    assertThat(fleet.emptiest()).isZero();
    fleet.closed(1, second);
    fleet.open(0);
    assertThat(fleet.emptiest()).isEqualTo(1);
  }

  @Test
  void aStormOfJoinsIsToldToComeBackLater() {
    int last = 0;
    for (int i = 0; i < Fleet.MAX_CONNECTING; i++) {
      last = fleet.open(fleet.emptiest());
    }
    assertThatExceptionOfType(StageException.class)
        .isThrownBy(fleet::emptiest)
        .matches(refused -> refused.kind() == StageException.Kind.UNAVAILABLE);

    fleet.connected(last);
    fleet.open(fleet.emptiest());
    assertThatExceptionOfType(StageException.class).isThrownBy(fleet::emptiest);
    fleet.closed(0, last - 1);
    assertThat(fleet.emptiest()).isBetween(0, 1);
  }
}
