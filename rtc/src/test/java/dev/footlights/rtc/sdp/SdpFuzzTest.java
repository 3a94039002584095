package dev.footlights.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text makes the readers throw, and what they answer can be read again. */
class SdpFuzzTest {
  private static final String[] NAMES = {
    "chromium-publish",
    "chromium-simulcast",
    "chromium-watch",
    "firefox-simulcast",
    "firefox-watch",
    "ffmpeg-whip",
    "obs-whip",
    "gstreamer-whip",
    "aiortc-sendrecv"
  };

  @FuzzTest
  void anyTextIsReadOrRefused(byte[] input) {
    check(new String(input, StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void mutatedOffersAreReadOrRefused(long seed) {
    var random = new SplittableRandom(seed);
    int answered = 0;
    for (int i = 0; i < 100; i++) {
      var text = new StringBuilder(Samples.text(NAMES[random.nextInt(NAMES.length)]));
      int changes = 1 + random.nextInt(12);
      for (int c = 0; c < changes && !text.isEmpty(); c++) {
        mutate(text, random);
      }
      answered += check(text.toString());
    }
    assertThat(answered).isPositive();
  }

  private static void mutate(StringBuilder text, SplittableRandom random) {
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + 1 + random.nextInt(40));
    switch (random.nextInt(5)) {
      case 0 -> text.setCharAt(at, (char) random.nextInt(0x180));
      case 1 -> text.delete(at, end);
      case 2 -> text.insert(at, text.substring(at, end));
      case 3 -> text.insert(at, " :/;,=~\r\n0".charAt(random.nextInt(10)));
      default -> {
        int line = text.indexOf("\n", at) + 1;
        int next = text.indexOf("\n", line) + 1;
        if (line > 0 && next > line) {
          String moved = text.substring(line, next);
          text.delete(line, next);
          text.insert(text.indexOf("\n", random.nextInt(text.length())) + 1, moved);
        }
      }
    }
  }

  /** How many of the two answers were given. */
  private static int check(String text) {
    assertThat(Offers.accept(text, Map.of())).isNotNull();
    if (!(Offer.parse(text) instanceof Offer offer)) {
      return 0;
    }
    return readable(Answers.publish(offer, Samples.LOCAL))
        + readable(Answers.watch(offer, Samples.LOCAL, Samples::senders));
  }

  private static int readable(AnswerResult result) {
    if (!(result instanceof Answer answer)) {
      return 0;
    }
    assertThat(answer.sdp()).matches("(?:[a-z]=[ -~]+\r\n)+");
    var accepted = Offers.accept(answer.sdp(), Map.of());
    assertThat(accepted).isInstanceOf(Accepted.class);
    assertThat(((Accepted) accepted).sections())
        .extracting(Section::mid)
        .isEqualTo(answer.sections().stream().map(Section::mid).toList());
    return 1;
  }
}
