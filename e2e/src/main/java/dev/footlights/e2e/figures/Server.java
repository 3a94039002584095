package dev.footlights.e2e.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** {@code ./footlights serve} with its usual number of loops, on ports of its own. */
final class Server implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path nowhere;
  private final Child child;
  private final URI base;
  private final double secondsToReady;

  private Server(Path nowhere, Child child, URI base, double secondsToReady) {
    this.nowhere = nowhere;
    this.child = child;
    this.base = base;
    this.secondsToReady = secondsToReady;
  }

  static Server start(Path root) {
    return start(root, Map.of(), PATIENCE);
  }

  /** One that keeps its state on disk, in a folder that goes with it. */
  static Server durable(Path root) {
    return start(root, Map.of(), PATIENCE, "--data=state");
  }

  /** Starts it in an empty folder, where nobody left credentials, and waits for its Ready. */
  static Server start(Path root, Map<String, String> environment, Duration patience) {
    return start(root, environment, patience, "--ephemeral");
  }

  private static Server start(
      Path root, Map<String, String> environment, Duration patience, String state) {
    int http = FreePorts.tcp();
    int media = FreePorts.udp(Runtime.getRuntime().availableProcessors());
    Path nowhere;
    try {
      nowhere = Files.createTempDirectory("footlights-figures");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Child child =
        Child.start(
            nowhere,
            environment,
            root.resolve("footlights").toString(),
            "serve",
            state,
            "--http",
            "127.0.0.1:" + http,
            "--media-port",
            String.valueOf(media));
    try {
      Child.Line ready = child.await(patience, line -> line.equals("Ready."));
      URI base = URI.create("http://127.0.0.1:" + http);
      return new Server(nowhere, child, base, child.secondsUntil(ready));
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
  }

  URI base() {
    return base;
  }

  /** From the start of the script, which becomes the server. */
  double secondsToReady() {
    return secondsToReady;
  }

  ServerProcess process() {
    return new ServerProcess(child.pid());
  }

  @Override
  public void close() {
    child.close();
    try (Stream<Path> all = Files.walk(nowhere)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      // The system forgets it in time.
    }
  }
}
