package dev.footlights.rtc.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a lost packet is asked for. Times in the tests are milliseconds. */
class NackGeneratorTest {
  private final NackGenerator nacks = new NackGenerator();

  private static long ms(double millis) {
    return (long) (millis * 1e6);
  }

  private void received(double atMillis, int... numbers) {
    for (int number : numbers) {
      nacks.received(ms(atMillis), number);
    }
  }

  private int[] poll(double atMillis) {
    var into = new int[2000];
    return Arrays.copyOf(into, nacks.poll(ms(atMillis), into));
  }

  @Test
  void nothingIsAskedForWhereNothingIsMissing() {
    received(0, 10, 11, 12);
    assertThat(nacks.deadline()).isEqualTo(NackGenerator.NEVER);
    assertThat(poll(1000)).isEmpty();
  }

  @Test
  void aGapIsAskedForAfterTheReorderingDelay() {
    received(0, 10, 13);
    assertThat(nacks.deadline()).isEqualTo(ms(10));
    assertThat(poll(9.9)).isEmpty();
    assertThat(poll(10)).containsExactly(11, 12);
  }

  @Test
  void reorderedPacketsAreNotAskedFor() {
    received(0, 10, 12);
    received(9, 11);
    assertThat(nacks.deadline()).isEqualTo(NackGenerator.NEVER);
    assertThat(poll(10)).isEmpty();
  }

  @Test
  void aRequestIsRepeatedOncePerRoundTrip() {
    nacks.rtt(ms(50));
    received(0, 10, 12);
    assertThat(poll(10)).containsExactly(11);
    assertThat(nacks.deadline()).isEqualTo(ms(70));
    assertThat(poll(69)).isEmpty();
    assertThat(poll(70)).containsExactly(11);
    received(80, 11);
    assertThat(poll(1000)).isEmpty();
  }

  @Test
  void aNearSenderIsNotFlooded() {
    nacks.rtt(0);
    received(0, 10, 12);
    assertThat(poll(10)).hasSize(1);
    assertThat(nacks.deadline()).isEqualTo(ms(10) + NackGenerator.MIN_RETRY_NANOS);
  }

  @Test
  void absurdRoundTripsAreBounded() {
    nacks.rtt(Long.MAX_VALUE);
    received(0, 10, 12);
    assertThat(poll(10)).hasSize(1);
    assertThat(nacks.deadline())
        .isEqualTo(ms(10) + NackGenerator.MAX_RTT_NANOS + NackGenerator.REORDERING_NANOS);
    nacks.rtt(-5);
    assertThat(poll(520)).hasSize(1);
    assertThat(nacks.deadline()).isEqualTo(ms(540));
  }

  @Test
  void requestsEndAfterTheirAttempts() {
    nacks.rtt(ms(10));
    received(0, 10, 12);
    int requests = 0;
    for (int t = 10; t < 2000; t++) {
      requests += poll(t).length;
    }
    assertThat(requests).isEqualTo(NackGenerator.MAX_ATTEMPTS);
    assertThat(nacks.abandoned()).isEqualTo(1);
    assertThat(nacks.deadline()).isEqualTo(NackGenerator.NEVER);
  }

  @Test
  void requestsEndWhenThePacketIsTooOldToBeKept() {
    nacks.rtt(ms(400));
    received(0, 10, 12);
    int requests = 0;
    for (int t = 10; t < 3000; t++) {
      requests += poll(t).length;
    }
    assertThat(requests).isEqualTo(3);
    assertThat(nacks.abandoned()).isEqualTo(1);
  }

  @Test
  void numbersWrap() {
    received(0, 65533, 65534, 2);
    assertThat(poll(10)).containsExactly(65535, 0, 1);
    received(11, 0);
    assertThat(poll(200)).containsExactly(65535, 1);
  }

  @Test
  void duplicatesChangeNothing() {
    received(0, 10, 12, 12, 10, 12);
    assertThat(poll(10)).containsExactly(11);
    received(11, 11, 11);
    assertThat(poll(500)).isEmpty();
    assertThat(nacks.abandoned()).isZero();
  }

  @Test
  void packetsBeforeTheFirstAreNotAskedFor() {
    received(0, 10, 8, 11);
    assertThat(poll(100)).isEmpty();
  }

  @Test
  void aSmallArrayTakesTheOldestFirstAndTheRestFollows() {
    received(0, 0, 6);
    var two = new int[2];
    assertThat(nacks.poll(ms(10), two)).isEqualTo(2);
    assertThat(two).containsExactly(1, 2);
    assertThat(nacks.poll(ms(10), two)).isEqualTo(2);
    assertThat(two).containsExactly(3, 4);
    assertThat(nacks.poll(ms(10), two)).isEqualTo(1);
    assertThat(nacks.poll(ms(10), two)).isZero();
    assertThat(nacks.deadline()).isGreaterThan(ms(10));
  }

  @Test
  void theLongestGapIsAskedForAndALongerOneIsAnOutage() {
    received(0, 0, NackGenerator.MAX_GAP);
    assertThat(poll(10)).hasSize(NackGenerator.MAX_GAP - 1);
    int far = 3 * NackGenerator.MAX_GAP;
    received(20, far);
    assertThat(poll(21)).isEmpty();
    received(22, far + 1, far + 2, far + 3, far + 4);
    assertThat(nacks.deadline()).isEqualTo(NackGenerator.NEVER);
    assertThat(nacks.abandoned()).isEqualTo(NackGenerator.MAX_GAP - 1);
    received(23, far + 6);
    assertThat(poll(33)).containsExactly(far + 5);
  }

  @Test
  void strayNumbersAreNoRestart() {
    received(0, 100, 102, 40_000, 40_001, 40_002, 40_003, 103, 40_004);
    assertThat(poll(10)).containsExactly(101);
  }

  @Test
  void aSenderThatBeginsAnewIsFollowed() {
    received(0, 20_000, 20_001);
    received(1, 5, 6, 7, 8, 9, 11);
    assertThat(poll(11)).containsExactly(10);
  }

  @Test
  void whatLeavesTheWindowIsForgotten() {
    received(0, 0);
    for (int number = 2; number < 5000; number += 2) {
      received(1, number);
    }
    var asked = poll(11);
    assertThat(asked).hasSizeLessThanOrEqualTo(NackGenerator.MAX_GAP);
    assertThat(asked).doesNotHaveDuplicates();
    assertThat(Arrays.stream(asked)).allMatch(number -> number % 2 == 1);
    assertThat(asked[asked.length - 1]).isEqualTo(4997);
    assertThat(nacks.abandoned() + asked.length).isEqualTo(2499);
  }

  private record Arrival(long at, int number) {}

  private static boolean survives(SplittableRandom random) {
    return random.nextDouble() >= 0.05;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void fivePercentLossBothWaysIsRepaired(long seed) {
    var random = new SplittableRandom(seed);
    var arrivals = new PriorityQueue<Arrival>((a, b) -> Long.compare(a.at, b.at));
    int first = random.nextInt(65536);
    int packets = 20_000;
    long oneWay = ms(25);
    for (int i = 0; i < packets; i++) {
      if (survives(random)) {
        arrivals.add(new Arrival(ms(i) + oneWay + random.nextLong(ms(4)), (first + i) & 0xFFFF));
      }
    }
    nacks.rtt(2 * oneWay);
    var seen = new HashSet<Integer>();
    int[] into = new int[64];
    int requests = 0;
    while (!arrivals.isEmpty()) {
      long now = Math.min(arrivals.element().at, nacks.deadline());
      while (!arrivals.isEmpty() && arrivals.element().at <= now) {
        int number = arrivals.remove().number;
        seen.add(number);
        nacks.received(now, number);
      }
      for (int n = nacks.poll(now, into); n > 0; n = nacks.poll(now, into)) {
        requests += n;
        for (int i = 0; i < n; i++) {
          boolean asked = survives(random);
          boolean answered = survives(random);
          if (asked && answered) {
            arrivals.add(new Arrival(now + 2 * oneWay + random.nextLong(ms(4)), into[i]));
          }
        }
      }
      assertThat(nacks.deadline()).isGreaterThan(now);
    }
    assertThat(seen.size()).isGreaterThan(packets - 20);
    assertThat(requests).isLessThan(packets * 7 / 100);
    assertThat(nacks.abandoned()).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverArrivesNoNumberIsAskedForThatHasJustCome(long seed) {
    var random = new SplittableRandom(seed);
    int number = random.nextInt(65536);
    long now = 0;
    var recent = new ArrayDeque<Integer>();
    var into = new int[1 + random.nextInt(40)];
    int asked = 0;
    for (int i = 0; i < 20_000; i++) {
      now += random.nextLong(ms(2));
      switch (random.nextInt(20)) {
        case 0 -> number += random.nextInt(30);
        case 1 -> number += random.nextInt(2000) - 1000;
        default -> number++;
      }
      number &= 0xFFFF;
      nacks.received(now, number);
      recent.addLast(number);
      if (recent.size() > 8) {
        recent.removeFirst();
      }
      int n = nacks.poll(now, into);
      for (int k = 0; k < n; k++) {
        assertThat(recent).doesNotContain(into[k]);
      }
      asked += n;
      assertThat(n == into.length || nacks.deadline() > now).isTrue();
    }
    assertThat(asked).isPositive();
  }
}
