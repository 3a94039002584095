package dev.footlights.api.dev;

import dev.footlights.api.ops.ReadyReport;
import dev.footlights.api.ops.ReadyReport.State;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scripts that prepare a server for tests. They run one after another, and what they say goes
 * where the server's log goes. A script that fails is told and harms no other.
 */
public final class ReadyScripts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadyScripts.class);

  private final Path folder;
  private final Map<String, String> environment;
  private final ReadyReport report;
  private final OutputStream out;
  private @Nullable Process running;
  private boolean closed;

  /**
   * @param environment what the scripts find besides the server's own
   * @param out where their output goes
   */
  public ReadyScripts(
      Path folder, Map<String, String> environment, ReadyReport report, OutputStream out) {
    this.folder = folder;
    this.environment = environment;
    this.report = report;
    this.out = out;
  }

  /**
   * Runs all of them in the order of their names; returns when the last has ended.
   *
   * @throws IOException when the folder cannot be read
   */
  public void run() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      if (Files.isExecutable(file)) {
        report.script(name, State.RUNNING);
        report.script(name, run(file) ? State.SUCCESSFUL : State.ERROR);
      } else {
        LOG.warn("{} is not run, for it is not executable: chmod +x it", file);
      }
    }
  }

  private boolean run(Path file) {
    try {
      int code = wait(begin(file));
      if (code != 0) {
        LOG.warn("{} ended with {}", file, code);
      }
      return code == 0;
    } catch (IOException e) {
      LOG.warn("{} cannot be run: {}", file, e.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized Process begin(Path file) throws IOException {
    if (closed) {
      throw new IOException("the server is stopping");
    }
    var builder = new ProcessBuilder(file.toAbsolutePath().toString()).redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    builder.environment().putAll(environment);
    running = builder.start();
    return running;
  }

  private int wait(Process script) throws IOException, InterruptedException {
    script.getInputStream().transferTo(out);
    out.flush();
    return script.waitFor();
  }

  /** Ends the one that runs. */
  @Override
  public synchronized void close() {
    closed = true;
    if (running != null) {
      running.destroy();
    }
  }
}
