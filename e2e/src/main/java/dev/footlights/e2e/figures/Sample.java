package dev.footlights.e2e.figures;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The runs of one figure, in the order in which they were made. */
record Sample(String what, String unit, List<Double> runs) {
  private static final double P95 = 0.95;
  private static final int A_LINE = 10;

  Sample {
    runs = List.copyOf(runs);
  }

  double median() {
    List<Double> sorted = sorted();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The smallest run that at least 95 % of the runs do not exceed. */
  double p95() {
    return sorted().get((int) Math.ceil(P95 * runs.size()) - 1);
  }

  private List<Double> sorted() {
    return runs.stream().sorted().toList();
  }

  void print(PrintStream out) {
    out.printf("  %s, %s%n", what, unit);
    if (runs.isEmpty()) {
      out.println("    no runs");
      return;
    }
    for (int i = 0; i < runs.size(); i += A_LINE) {
      out.printf(
          "    %-7s %s%n",
          i == 0 ? "runs" : "",
          runs.subList(i, Math.min(i + A_LINE, runs.size())).stream()
              .map(Sample::text)
              .collect(Collectors.joining(" ")));
    }
    List<Double> sorted = sorted();
    out.printf(
        "    median %s   p95 %s   spread %s to %s   (%d runs)%n",
        text(median()), text(p95()), text(sorted.getFirst()), text(sorted.getLast()), runs.size());
  }

  /** Three digits or more: a figure of 0.5 and one of 20 000 are read with the same care. */
  private static String text(double value) {
    String format = Math.abs(value) >= 1000 ? "%.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
