package dev.footlights.deliver;

import static dev.footlights.deliver.Entries.commit;
import static dev.footlights.deliver.Entries.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries in simulated time. */
class DeliveryTest {
  private static final RetrySettings SETTINGS = RetrySettings.USUAL;

  private final MemoryStore store = new MemoryStore();
  private final ScriptedReceiver receiver = new ScriptedReceiver();
  private long now = -5;
  private Delivery delivery = start();

  private Delivery start() {
    return new Delivery(store, receiver, SETTINGS, () -> now, new SplittableRandom(1));
  }

  /** Steps whenever a step is due, until then. */
  private void runFor(Duration time) throws InterruptedException {
    long end = now + time.toNanos();
    for (long due = delivery.step(); due < end; due = delivery.step()) {
      now = Math.max(now, due);
    }
    now = end;
  }

  private void happen(String stage, int times) {
    for (int i = 0; i < times; i++) {
      commit(store, event(stage, EventName.PUBLISH_STARTED));
    }
  }

  private List<Long> positions() {
    return receiver.told.stream().map(LoggedEvent::position).toList();
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void aNewReceiverHearsNothingOfTheTimeBefore() throws Exception {
    happen("a", 3);
    runFor(Duration.ofMinutes(1));
    assertThat(receiver.told).isEmpty();
    happen("a", 2);
    runFor(Duration.ofMinutes(1));
    assertThat(positions()).containsExactly(4L, 5L);
    assertThat(delivery.delivered()).isEqualTo(2);
    assertThat(delivery.behind()).isZero();
  }

  @Test
  void aReceiverThatIsDownForAnHourMissesNothing() throws Exception {
    delivery.step();
    receiver.answer = entries -> Told.only(0, "down");
    for (int minute = 0; minute < 60; minute++) {
      happen("a", 10);
      runFor(Duration.ofMinutes(1));
    }
    assertThat(delivery.behind()).isEqualTo(600);
    assertThat(delivery.parked()).isFalse();
    int attempts = receiver.told.size();
    assertThat(attempts).isBetween(55, 90);
    receiver.answer = entries -> Told.all(entries.size());
    runFor(Duration.ofMinutes(2));
    assertThat(positions().subList(attempts, receiver.told.size())).isEqualTo(numbers(1, 600));
    assertThat(delivery.behind()).isZero();
    assertThat(delivery.failed()).isEqualTo(attempts);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aReceiverThatFailsHalfOfTheTimeHearsAllInOrder(long seed) throws Exception {
    delivery.step();
    var coin = new SplittableRandom(seed);
    receiver.most = 10;
    receiver.answer =
        entries -> {
          int taken = coin.nextBoolean() ? entries.size() : coin.nextInt(entries.size());
          return taken == entries.size() ? Told.all(taken) : Told.only(taken, "a coin fell");
        };
    for (int i = 0; i < 300; i++) {
      happen(coin.nextBoolean() ? "a" : "b", 1);
      runFor(Duration.ofSeconds(coin.nextInt(4)));
    }
    runFor(Duration.ofHours(1));
    Map<String, List<Long>> firsts = Entries.firsts(receiver.told);
    long ofA = firsts.getOrDefault("a", List.of()).size();
    assertThat(firsts).containsEntry("a", numbers(1, ofA));
    assertThat(firsts).containsEntry("b", numbers(1, 300 - ofA));
  }

  @Test
  void aRestartGoesOnAfterWhatWasAcknowledged() throws Exception {
    delivery.step();
    happen("a", 5);
    var left = new int[] {2};
    receiver.answer = entries -> left[0]-- > 0 ? Told.all(1) : Told.only(0, "down");
    runFor(Duration.ofSeconds(1));
    receiver.told.clear();
    receiver.answer = entries -> Told.all(entries.size());
    delivery = start();
    happen("a", 1);
    runFor(Duration.ofSeconds(1));
    assertThat(positions()).isEqualTo(numbers(3, 6));
  }

  @Test
  void pausesDoubleUpToAMinute() throws Exception {
    delivery.step();
    happen("a", 1);
    receiver.answer = entries -> Told.only(0, "down");
    long last = now;
    for (long expected : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      int before = receiver.told.size();
      long due = delivery.step();
      while (receiver.told.size() == before) {
        now = due;
        due = delivery.step();
      }
      last = now;
      long pause = Duration.ofNanos(due - last).toMillis();
      assertThat(pause).isBetween(expected * 800, expected * 1200);
    }
  }

  @Test
  void whoFailsForADayIsParkedAndTriedSeldomUntilItTakesSomething() throws Exception {
    delivery.step();
    happen("a", 3);
    receiver.answer = entries -> Told.only(0, "down");
    runFor(Duration.ofHours(23));
    assertThat(delivery.parked()).isFalse();
    runFor(Duration.ofHours(2));
    assertThat(delivery.parked()).isTrue();
    int attempts = receiver.told.size();
    runFor(Duration.ofHours(10));
    assertThat(receiver.told.size() - attempts).isBetween(48, 76);
    receiver.told.clear();
    receiver.answer = entries -> Told.all(entries.size());
    runFor(Duration.ofMinutes(15));
    assertThat(positions()).isEqualTo(numbers(1, 3));
    assertThat(delivery.parked()).isFalse();
  }

  @Test
  void whoSaysThatItIsGoneIsParkedAtOnce() throws Exception {
    delivery.step();
    happen("a", 1);
    receiver.answer = entries -> Told.gone("410");
    runFor(Duration.ofSeconds(10));
    assertThat(delivery.parked()).isTrue();
    assertThat(receiver.told).hasSize(1);
  }

  @Test
  void whatIsNotWantedIsPassedOver() throws Exception {
    receiver.wanted = Set.of(EventName.LEFT);
    delivery.step();
    happen("a", Delivery.PAGE + 10);
    commit(store, event("a", EventName.LEFT));
    happen("a", 3);
    runFor(Duration.ofSeconds(1));
    assertThat(positions()).containsExactly(Delivery.PAGE + 11L);
    assertThat(delivery.behind()).isZero();
  }

  @Test
  void muchThatIsNotWantedIsNotReadAgainAfterARestart() throws Exception {
    receiver.wanted = Set.of(EventName.LEFT);
    delivery.step();
    happen("a", Delivery.FAR - 1);
    runFor(Duration.ofSeconds(1));
    assertThat(store.cursor("scripted").join()).isZero();
    happen("a", 2);
    runFor(Duration.ofSeconds(10));
    assertThat(store.cursor("scripted").join()).isEqualTo(Delivery.FAR + 1L);
  }
}
