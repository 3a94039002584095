package dev.footlights.rtc.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Reject;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sender is told about its packets. Times are ticks of 250 µs unless they say ms. */
class ArrivalFeedbackTest {
  private static final long TICK = 250_000;
  private static final long INTERVAL = ArrivalFeedback.INTERVAL_NANOS / TICK;

  private final ArrivalFeedback feedback = new ArrivalFeedback();
  private final FeedbackReader reader = new FeedbackReader();
  private final byte[] out = new byte[1500];

  private void received(long tick, int... numbers) {
    for (int number : numbers) {
      feedback.received(number, tick * TICK);
    }
  }

  private String hex(long tick) {
    int length = feedback.poll(tick * TICK, 0x11111111, 0x22222222, out, 0, 1200);
    return HexFormat.of().formatHex(out, 0, length);
  }

  private Told told(long tick) {
    var told = new Told();
    drain(tick * TICK, 1200, told);
    return told;
  }

  private int drain(long now, int room, Told told) {
    int messages = 0;
    while (true) {
      int length = feedback.poll(now, 1, 2, out, 0, room);
      if (length == 0) {
        return messages;
      }
      assertThat(length).isLessThanOrEqualTo(room).matches(n -> n % 4 == 0);
      assertThat(reader.read(out, 0, length, told)).isEqualTo(Reject.NONE);
      messages++;
    }
  }

  @Test
  void silenceIsNotReported() {
    assertThat(feedback.deadline()).isEqualTo(ArrivalFeedback.NEVER);
    assertThat(hex(1_000_000)).isEmpty();
  }

  @Test
  void anArrivalIsToldWithinTheInterval() {
    received(1000, 5);
    assertThat(feedback.deadline()).isEqualTo((1000 + INTERVAL) * TICK);
    assertThat(hex(1000 + INTERVAL - 1)).isEmpty();
    assertThat(hex(1000 + INTERVAL)).isNotEmpty();
    assertThat(feedback.deadline()).isEqualTo(ArrivalFeedback.NEVER);
  }

  @Test
  void theMessageIsLaidOutAsTheDraftDraws() {
    received(256 * 3 + 7, 0xABCD, 0xABCE);
    received(256 * 3 + 9, 0xABD0);
    // run of the vector kind: 1 1 0 1, then deltas 7, 0, 2
    assertThat(hex(5000))
        .isEqualTo(
            "8fcd0006"
                + "11111111"
                + "22222222"
                + "abcd0004"
                + "000003"
                + "00"
                + "b400"
                + "070002"
                + "000000");
  }

  @Test
  void messagesAreCountedInEightBits() {
    for (int i = 0; i < 300; i++) {
      received(i * 1000L, i);
      assertThat(hex(i * 1000L + 900)).isNotEmpty();
      assertThat(FeedbackReader.message(out, 0)).isEqualTo(i & 0xFF);
    }
  }

  @Test
  void lossesAreTold() {
    received(100, 10, 11, 15);
    assertThat(told(1000).lines)
        .containsExactly("10 at 100", "11 at 100", "12 lost 3", "15 at 100");
  }

  @Test
  void aLossBetweenTwoMessagesIsToldByTheSecond() {
    received(100, 10);
    assertThat(told(1000).lines).containsExactly("10 at 100");
    received(1100, 12);
    assertThat(told(2000).lines).containsExactly("11 lost 1", "12 at 1100");
  }

  @Test
  void aLateArrivalCorrectsItsLoss() {
    received(100, 10, 12);
    assertThat(told(1000).lines).contains("11 lost 1");
    received(1050, 11);
    assertThat(told(2000).lines).containsExactly("11 at 1050", "12 at 100");
  }

  @Test
  void aSecondArrivalOfANumberChangesNothing() {
    received(100, 10);
    received(120, 10);
    assertThat(told(1000).lines).containsExactly("10 at 100");
    received(1001, 10);
    assertThat(feedback.deadline()).isEqualTo(ArrivalFeedback.NEVER);
  }

  @Test
  void reorderingGivesNegativeDeltas() {
    received(300, 11);
    received(310, 10);
    assertThat(told(1000).lines).containsExactly("10 at 310", "11 at 300");
  }

  @Test
  void numbersWrap() {
    received(100, 65534, 65535, 1);
    assertThat(told(1000).lines)
        .containsExactly("65534 at 100", "65535 at 100", "0 lost 1", "1 at 100");
  }

  @ParameterizedTest(name = "{0} ticks apart: {1} messages")
  @CsvSource({"255, 1", "256, 1", "32767, 1", "32768, 2", "200000, 2"})
  void deltasThatFitNowhereBeginAnotherMessage(long apart, int messages) {
    received(0, 1);
    received(apart, 2);
    var told = new Told();
    assertThat(drain((apart + INTERVAL) * TICK, 1200, told)).isEqualTo(messages);
    assertThat(told.lines).containsExactly("1 at 0", "2 at " + apart);
  }

  @Test
  void clocksMayBeNegativeAndTheReferenceWraps() {
    received(-1000, 1);
    assertThat(told(0).lines).containsExactly("1 at -1000");
    long quarter = (1L << 22) * 256;
    for (int i = 1; i < 10; i++) {
      received(i * quarter, 1 + i);
      assertThat(told(i * quarter + 1000).lines).containsExactly(1 + i + " at " + i * quarter);
    }
  }

  @Test
  void aRunOfLossesTakesOneChunk() {
    received(0, 1);
    received(1, 1000);
    assertThat(told(1000).lines).containsExactly("1 at 0", "2 lost 998", "1000 at 1");
    received(2000, 1001, 1900);
    int length = feedback.poll(10_000 * TICK, 1, 2, out, 0, 1200);
    assertThat(length).isLessThanOrEqualTo(32);
  }

  @Test
  void aJumpBeyondTheWindowIsToldAsFarAsItReaches() {
    received(0, 1);
    told(1000);
    received(1001, 30_000);
    var told = told(2000);
    assertThat(told.arrived).isEqualTo(1);
    assertThat(told.lost).isEqualTo(ArrivalFeedback.WINDOW - 1);
    received(2001, 1);
    assertThat(feedback.deadline()).isEqualTo(ArrivalFeedback.NEVER);
  }

  @ParameterizedTest(name = "{0} bytes of room")
  @ValueSource(ints = {ArrivalFeedback.MIN_ROOM, 40, 61, 100, 1200})
  void whatDoesNotFitGoesIntoTheNextMessage(int room) {
    var random = new SplittableRandom(room);
    int arrived = 0;
    for (int i = 0; i < 900; i++) {
      if (random.nextInt(4) > 0) {
        received(i + random.nextInt(400), i);
        arrived++;
      }
    }
    var told = new Told();
    assertThat(drain(10_000 * TICK, room, told)).isPositive();
    assertThat(told.arrived).isEqualTo(arrived);
    assertThat(feedback.deadline()).isEqualTo(ArrivalFeedback.NEVER);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyArrivalIsToldWithItsTime(long seed) {
    var random = new SplittableRandom(seed);
    double loss = random.nextDouble() * 0.5;
    long now = random.nextLong(1L << 40);
    int number = random.nextInt(65536);
    var sent = new TreeMap<Integer, Long>();
    var told = new TreeMap<Integer, Long>();
    var into =
        new FeedbackReader.Arrivals() {
          @Override
          public void received(int transportSequence, long arrivalNanos) {
            told.put(transportSequence, arrivalNanos / TICK);
          }

          @Override
          public void lost(int transportSequence, int count) {}
        };
    for (int i = 0; i < 20_000; i++) {
      now += random.nextLong(random.nextInt(200) == 0 ? 400_000_000L : 2_000_000L);
      if (random.nextDouble() >= loss) {
        int late = random.nextInt(10) == 0 ? random.nextInt(5) : 0;
        int of = (number - late) & 0xFFFF;
        if (sent.putIfAbsent(of, Math.floorDiv(now, TICK)) == null) {
          feedback.received(of, now);
        }
      }
      number++;
      while (now >= feedback.deadline()) {
        int length = feedback.poll(now, 1, 2, out, 4, 600);
        assertThat(length).isPositive();
        assertThat(reader.read(out, 4, length, into)).isEqualTo(Reject.NONE);
      }
    }
    feedback.received(number & 0xFFFF, now);
    sent.put(number & 0xFFFF, Math.floorDiv(now, TICK));
    int length = feedback.poll(now + 100_000_000, 1, 2, out, 4, 1200);
    assertThat(reader.read(out, 4, length, into)).isEqualTo(Reject.NONE);
    assertThat(told.keySet()).isEqualTo(sent.keySet());
    long shift = sent.firstEntry().getValue() - told.firstEntry().getValue();
    for (var entry : sent.entrySet()) {
      assertThat(told.get(entry.getKey())).isEqualTo(entry.getValue() - shift);
    }
  }
}
