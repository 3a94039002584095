package dev.footlights.e2e.figures;

import dev.footlights.client.http.ClientException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A child process, the lines it says and when it said them. It is ended by its own pid. */
final class Child implements AutoCloseable {
  /** Lines that are remembered. */
  private static final int MAX_LINES = 1000;

  private static final int SHOWN_LINES = 20;
  private static final Duration FOR_ITS_END = Duration.ofSeconds(10);
  private static final Duration FOR_ITS_OUTPUT = Duration.ofMinutes(1);

  /**
   * @param nanos when it came, by {@link System#nanoTime}
   */
  record Line(long nanos, String text) {}

  private final String name;
  private final Process process;
  private final long startedNanos;
  private final Thread orphanage = new Thread(this::end);
  private final Deque<Line> lines = new ArrayDeque<>();
  private boolean silent;

  private Child(String name, Process process, long startedNanos) {
    this.name = name;
    this.process = process;
    this.startedNanos = startedNanos;
  }

  /**
   * Starts it, with its errors among its output, and without what this process's environment says
   * to Footlights, but for the heap.
   */
  static Child start(Path directory, Map<String, String> environment, String... command) {
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.startsWith("FOOTLIGHTS_") && !key.equals("FOOTLIGHTS_HEAP"));
    builder.environment().putAll(environment);
    try {
      long started = System.nanoTime();
      Process process = builder.start();
      var child = new Child(Path.of(command[0]).getFileName().toString(), process, started);
      Runtime.getRuntime().addShutdownHook(child.orphanage);
      process.getOutputStream().close();
      Thread.ofPlatform().daemon().name(child.name).start(child::read);
      return child;
    } catch (IOException e) {
      throw new ClientException(command[0] + " does not start: " + e.getMessage(), e);
    }
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        said(new Line(System.nanoTime(), line));
      }
    } catch (IOException e) {
      // Its end closes the stream.
    }
    fellSilent();
  }

  private synchronized void said(Line line) {
    lines.addLast(line);
    if (lines.size() > MAX_LINES) {
      lines.removeFirst();
    }
    notifyAll();
  }

  private synchronized void fellSilent() {
    silent = true;
    notifyAll();
  }

  /** Waits for the first line, past or to come, that is as wished. */
  synchronized Line await(Duration atMost, Predicate<String> wished) {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      for (Line line : lines) {
        if (wished.test(line.text())) {
          return line;
        }
      }
      long left = end - System.nanoTime();
      if (silent || left <= 0) {
        throw new ClientException(
            name
                + (silent ? " ended" : " did not come so far in " + atMost.toSeconds() + " s")
                + ", having said:\n"
                + lastLines());
      }
      waitFor(left);
    }
  }

  private synchronized void waitFor(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }

  /** The last line it said; empty when it said none. */
  synchronized String lastLine() {
    return lines.isEmpty() ? "" : lines.getLast().text();
  }

  private String lastLines() {
    return lines.stream()
        .skip(Math.max(0, lines.size() - SHOWN_LINES))
        .map(line -> "    " + line.text())
        .collect(Collectors.joining("\n"));
  }

  /** Waits until it ended by itself and well. */
  Child ended(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new ClientException(name + " did not end within " + atMost.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new ClientException(name + " ended with " + process.exitValue() + ": " + lastLine());
    }
    return this;
  }

  /** Everything a short program says until its end, which is made to come. */
  static String output(String... command) {
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      Process process = builder.start();
      CompletableFuture.delayedExecutor(FOR_ITS_OUTPUT.toSeconds(), TimeUnit.SECONDS)
          .execute(process::destroyForcibly);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new ClientException(String.join(" ", command) + ": " + output.strip());
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }

  long pid() {
    return process.pid();
  }

  double secondsUntil(Line line) {
    return (line.nanos() - startedNanos) / 1e9;
  }

  private void end() {
    process.destroy();
    try {
      if (!process.waitFor(FOR_ITS_END.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(orphanage);
    } catch (IllegalStateException e) {
      // This process ends, and the hook does the same.
    }
  }
}
