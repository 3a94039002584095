package dev.footlights.e2e.figures;

import dev.footlights.client.http.ClientException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures what it is asked for, one after the other, and prints it. */
public final class Figures {
  private static final String USAGE =
      """
      Measures Footlights on this machine and prints the figures.

        e2e/figures [NAME...] [--OPTION=N...]

      NAME is one or more of these; without a name all but clone.
        clone    a clean clone with an empty Maven repository to Ready. (needs the network)
        start    a built server to Ready., and its memory when idle
        join     a replication's start, and a viewer's offer, to the first decodable frame
        cycles   what cycles of start, join and stop leave behind
        load     packets out per CPU second
        calls    control calls a second, beside a moto server's where there is one
      OPTION   --starts=5 --runs=20 --cycles=100 --viewers=50
               --warm-up=30 (seconds) --windows=5 --window=10 (seconds)
      """;

  private static final String CLONE = "clone";

  private Figures() {}

  /**
   * @param arguments the repository's root, then names and options as the usage tells
   */
  public static void main(String[] arguments) {
    List<String> wishes = Arrays.asList(arguments).subList(1, arguments.length);
    if (wishes.contains("--help") || wishes.contains("-h")) {
      System.out.print(USAGE);
      return;
    }
    int status;
    try {
      status = run(Path.of(arguments[0]), wishes, System.out);
    } catch (IllegalArgumentException e) {
      System.err.println("figures: " + e.getMessage());
      System.err.print(USAGE);
      status = 2;
    }
    System.exit(status);
  }

  private static int run(Path root, List<String> wishes, PrintStream out) {
    Map<String, Integer> numbers = numbers();
    for (String wish : wishes) {
      if (wish.startsWith("--")) {
        int value = wish.indexOf('=') + 1;
        String name = wish.substring(0, Math.max(0, value));
        if (numbers.replace(name, value == 0 ? 0 : number(wish.substring(value))) == null) {
          throw new IllegalArgumentException("no option " + wish);
        }
      }
    }
    Map<String, Figure> figures = figures(root, numbers);
    List<String> names = wishes.stream().filter(wish -> !wish.startsWith("--")).toList();
    for (String name : names) {
      if (!figures.containsKey(name)) {
        throw new IllegalArgumentException("no figure " + name);
      }
    }
    Machine.print(root, out);
    int failed = 0;
    for (Map.Entry<String, Figure> each : figures.entrySet()) {
      boolean wanted =
          names.isEmpty() ? !each.getKey().equals(CLONE) : names.contains(each.getKey());
      if (wanted) {
        failed += measure(each.getKey(), each.getValue(), out) ? 0 : 1;
      }
    }
    out.println();
    out.println("load at the end " + Machine.load());
    return failed == 0 ? 0 : 1;
  }

  private static boolean measure(String name, Figure figure, PrintStream out) {
    out.printf("%n%s%n", name);
    try {
      figure.measure(out);
      return true;
    } catch (ClientException | UncheckedIOException e) {
      out.println("  FAILED: " + e.getMessage());
      return false;
    } finally {
      out.flush();
    }
  }

  private static Map<String, Integer> numbers() {
    return new HashMap<>(
        Map.of(
            "--starts=", 5,
            "--runs=", 20,
            "--cycles=", 100,
            "--viewers=", 50,
            "--warm-up=", 30,
            "--windows=", 5,
            "--window=", 10));
  }

  private static int number(String text) {
    if (!text.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException("'" + text + "' is not a number from 1 to 99999");
    }
    return Integer.parseInt(text);
  }

  private static Map<String, Figure> figures(Path root, Map<String, Integer> numbers) {
    var figures = new LinkedHashMap<String, Figure>();
    figures.put(CLONE, new CloneFigure(root));
    figures.put("start", new StartFigure(root, numbers.getOrDefault("--starts=", 1)));
    figures.put("join", new JoinFigure(root, numbers.getOrDefault("--runs=", 1)));
    figures.put("cycles", new CyclesFigure(root, numbers.getOrDefault("--cycles=", 1)));
    figures.put(
        "load",
        new LoadFigure(
            root,
            numbers.getOrDefault("--viewers=", 1),
            Duration.ofSeconds(numbers.getOrDefault("--warm-up=", 1)),
            numbers.getOrDefault("--windows=", 1),
            Duration.ofSeconds(numbers.getOrDefault("--window=", 1))));
    figures.put(
        "calls",
        new CallsFigure(
            root,
            numbers.getOrDefault("--windows=", 1),
            Duration.ofSeconds(numbers.getOrDefault("--window=", 1))));
    return figures;
  }
}
