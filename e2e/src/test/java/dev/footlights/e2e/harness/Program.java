package dev.footlights.e2e.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A child process: its lines, kept in a file below {@code target} too, and its end by its own pid.
 */
public final class Program implements AutoCloseable {
  private static final Duration FOR_ITS_END = Duration.ofSeconds(30);
  private static final Duration FOR_A_RUN = Duration.ofMinutes(3);

  /** How a program that ended by itself ended, and what it said; errors apart, where they are. */
  public record Result(int code, String output, String errors) {}

  private final String name;
  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  private Program(String name, Process process) {
    this.name = name;
    this.process = process;
    this.reader = Thread.ofVirtual().name(name).start(this::read);
  }

  /** Starts it in the repository's root, with its errors among its output. */
  public static Program start(String name, Map<String, String> environment, List<String> command) {
    return start(name, environment, command, builder -> builder.redirectErrorStream(true));
  }

  private static Program start(
      String name,
      Map<String, String> environment,
      List<String> command,
      Consumer<ProcessBuilder> more) {
    var builder = new ProcessBuilder(command).directory(Repository.root().toFile());
    builder.environment().putAll(environment);
    more.accept(builder);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new Program(name, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it to its end, with nothing added to the environment. */
  public static Result run(String... command) {
    return run(Map.of(), List.of(command));
  }

  /** Runs it to its end in the repository's root, its errors apart. */
  public static Result run(Map<String, String> environment, List<String> command) {
    return run(environment, Repository.root(), command);
  }

  /** Runs it to its end in a folder, its errors apart. */
  public static Result run(Map<String, String> environment, Path folder, List<String> command) {
    String name = Path.of(command.getFirst()).getFileName().toString();
    try {
      Path errors = Files.createTempFile(Repository.target("logs"), name, "-errors.log");
      try (Program program =
          start(
              name,
              environment,
              command,
              builder -> builder.directory(folder.toFile()).redirectError(errors.toFile()))) {
        Result result = program.end();
        return new Result(result.code(), result.output(), Files.readString(errors));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it ended by itself. */
  public Result end() {
    try {
      if (!process.waitFor(FOR_A_RUN.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(name + " did not end; it said:\n" + output());
      }
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return new Result(process.exitValue(), output(), "");
  }

  /** Waits for the first line, past or to come, that is as wished. */
  public String line(String what, Duration within, Predicate<String> wished) {
    return Await.until(
            name + " said " + what,
            within,
            () -> {
              if (!process.isAlive() && lines().stream().noneMatch(wished)) {
                throw new AssertionError(name + " ended without " + what + ":\n" + output());
              }
              return lines().stream().filter(wished).toList();
            },
            found -> !found.isEmpty())
        .getFirst();
  }

  public long pid() {
    return process.pid();
  }

  public String output() {
    return String.join("\n", lines());
  }

  private List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  private void read() {
    Path log = Repository.target("logs").resolve(name + "-" + process.pid() + ".log");
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
        var out = new PrintWriter(Files.newBufferedWriter(log), true)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        synchronized (lines) {
          lines.add(line);
        }
        out.println(line);
      }
    } catch (IOException e) {
      // Its end closes the stream.
    }
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    end();
  }

  /** Asks it to end, and ends it when it does not. */
  @Override
  public void close() {
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
}
