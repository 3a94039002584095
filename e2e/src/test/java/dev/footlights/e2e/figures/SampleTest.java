package dev.footlights.e2e.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void theMedianOfAnEvenNumberOfRunsLiesBetweenTheMiddleTwo() {
    assertThat(sample(4, 1, 3, 10).median()).isEqualTo(3.5);
    assertThat(sample(9, 1, 2).median()).isEqualTo(2);
  }

  @Test
  void onlyOneOfTwentyRunsIsAboveTheP95() {
    List<Double> runs =
        new ArrayList<>(IntStream.rangeClosed(1, 20).mapToObj(i -> i * 1.0).toList());
    Collections.reverse(runs);

    assertThat(new Sample("", "", runs).p95()).isEqualTo(19);
  }

  @Test
  void everyRunIsPrintedInItsOrderWithWhatSumsThemUp() {
    var text = new ByteArrayOutputStream();
    new Sample("to the first frame", "ms", List.of(112.34, 0.5, 20_000.0))
        .print(new PrintStream(text, true, StandardCharsets.UTF_8));

    assertThat(text.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "  to the first frame, ms",
            "    runs    112.3 0.50 20000",
            "    median 112.3   p95 20000   spread 0.50 to 20000   (3 runs)");
  }

  private static Sample sample(double... runs) {
    return new Sample("", "", Arrays.stream(runs).boxed().toList());
  }
}
