package dev.footlights.e2e.figures;

import dev.footlights.client.net.Pause;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How soon a built server is ready, and what it occupies when nobody came. */
record StartFigure(Path root, int runs) implements Figure {
  private static final Duration IDLE = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What one way of starting took, run by run. */
  private record Way(String name, Map<String, String> environment, List<Double> seconds) {
    Way(String name, String cache) {
      this(name, Map.of("FOOTLIGHTS_AOT", cache), new ArrayList<>());
    }
  }

  @Override
  public void measure(PrintStream out) {
    var cold = new Way("without its AOT cache", "off");
    var cached = new Way("with its AOT cache", "on");
    var megabytes = new ArrayList<Double>();
    // In turn, so that what else the machine does falls on both.
    for (int i = 0; i < runs; i++) {
      try (Server server = Server.start(root, cold.environment(), PATIENCE)) {
        cold.seconds().add(server.secondsToReady());
      }
      try (Server server = Server.start(root, cached.environment(), PATIENCE)) {
        cached.seconds().add(server.secondsToReady());
        Pause.of(IDLE);
        megabytes.add(server.process().residentMegabytes());
      }
    }
    for (Way way : List.of(cold, cached)) {
      new Sample("./footlights serve, already built, to Ready., " + way.name(), "s", way.seconds())
          .print(out);
    }
    new Sample(
            "resident memory " + IDLE.toSeconds() + " s after Ready., nobody there",
            "MB",
            megabytes)
        .print(out);
  }
}
