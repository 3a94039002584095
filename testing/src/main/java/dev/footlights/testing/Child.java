package dev.footlights.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A process of the program, and what it said. Its standard input stays open as long as this JVM
 * lives.
 */
final class Child implements AutoCloseable {
  /** Longest memory, in lines: enough for what a failure needs. */
  private static final int REMEMBERED = 2_000;

  private static final long SECONDS_TO_END = 10;

  private final String name;
  private final Process process;
  private final Thread reader;
  private final Predicate<String> listener;
  private final List<String> lines = new ArrayList<>();
  private long said;
  private boolean over;

  /**
   * Starts it.
   *
   * @param listener hears each line, on a thread of its own; whether it is to be remembered
   */
  Child(
      String name,
      Map<String, String> environment,
      List<String> command,
      Predicate<String> listener) {
    this.name = name;
    this.listener = listener;
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    // What configures servers that people run must not configure those of tests.
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.startsWith("FOOTLIGHTS_") && !key.equals("FOOTLIGHTS_HEAP"));
    builder.environment().putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be started: " + e.getMessage(), e);
    }
    reader = new Thread(this::read, "footlights " + name);
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        heard(line);
      }
    } catch (IOException e) {
      // Its end closes the stream.
    }
    synchronized (this) {
      over = true;
      notifyAll();
    }
  }

  private void heard(String line) {
    boolean worthIt = listener.test(line);
    synchronized (this) {
      if (worthIt) {
        if (lines.size() == REMEMBERED) {
          lines.remove(0);
        }
        lines.add(line);
        said++;
      }
      notifyAll();
    }
  }

  /**
   * Waits for the first remembered line, past or to come, that is as wished.
   *
   * @throws IllegalStateException when the process ended, or the time passed, without one
   */
  String awaitLine(String what, Duration within, Predicate<String> wished) {
    return await(what, within, () -> lines.stream().filter(wished).findFirst().orElse(null));
  }

  /**
   * Waits until a question, asked after each line, has an answer.
   *
   * @throws IllegalStateException when the process ended, or the time passed, without one
   */
  synchronized <T> T await(String what, Duration within, Supplier<@Nullable T> question) {
    long deadline = System.nanoTime() + within.toNanos();
    while (true) {
      T answer = question.get();
      if (answer != null) {
        return answer;
      }
      if (over) {
        throw new IllegalStateException(name + " ended before " + what + ":\n" + output());
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        String late = name + ": not " + what + " within " + within.toSeconds() + " s:\n";
        throw new IllegalStateException(late + output());
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(name + ": interrupted before " + what, e);
      }
    }
  }

  /** All that is remembered. */
  synchronized String output() {
    return String.join("\n", lines);
  }

  /** How many lines there were so far. */
  synchronized long said() {
    return said;
  }

  /** What was said after so many lines, as far as it is remembered. */
  synchronized List<String> since(long mark) {
    int fresh = (int) Math.min(said - mark, lines.size());
    return List.copyOf(lines.subList(lines.size() - fresh, lines.size()));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Asks it to end, and ends it when it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      reader.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_END));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
