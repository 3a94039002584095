package dev.footlights.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.sfu.shard.Event;
import dev.footlights.sfu.shard.MediaBounds;
import dev.footlights.sim.net.Conditions;
import dev.footlights.sim.world.ByHand;
import dev.footlights.sim.world.Plane;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnExcessIsToldTest {
  private static final int AREA = 1280 * 720;

  private static List<Event> told(@Nullable MediaBounds bounds) {
    try (var plane = new Plane(1, 1).network(Conditions.PERFECT)) {
      var hand = new ByHand(plane);
      var publisher = hand.publish(0, 7, 1, bounds);
      plane.until(() -> publisher.media().frames() > 10);
      plane.advance(Duration.ofSeconds(6));
      return hand.events().stream().filter(Event.Exceeded.class::isInstance).toList();
    }
  }

  @Test
  void whenAPublisherSendsMoreThanItMay() {
    assertThat(told(new MediaBounds(1_000, AREA)))
        .hasSize(1)
        .allSatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        Event.Exceeded.class,
                        told -> {
                          assertThat(told.publication()).isEqualTo(7);
                          assertThat(told.generation()).isEqualTo(1);
                          assertThat(told.excess()).isEqualTo(Event.Excess.BITRATE);
                        }));
  }

  @Test
  void andNotWhenItSendsLessOrMaySendAnything() {
    assertThat(told(new MediaBounds(8_500_000, AREA))).isEmpty();
    assertThat(told(null)).isEmpty();
  }
}
