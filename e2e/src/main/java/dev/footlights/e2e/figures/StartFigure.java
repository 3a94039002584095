package dev.footlights.e2e.figures;

import dev.footlights.client.net.Pause;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;

/** How soon a built server is ready, and what it occupies when nobody came. */
record StartFigure(Path root, int runs) implements Figure {
  private static final Duration IDLE = Duration.ofSeconds(5);

  @Override
  public void measure(PrintStream out) {
    var seconds = new ArrayList<Double>();
    var megabytes = new ArrayList<Double>();
    for (int i = 0; i < runs; i++) {
      try (Server server = Server.start(root)) {
        seconds.add(server.secondsToReady());
        Pause.of(IDLE);
        megabytes.add(server.process().residentMegabytes());
      }
    }
    new Sample("./footlights serve, already built, to Ready.", "s", seconds).print(out);
    new Sample(
            "resident memory " + IDLE.toSeconds() + " s after Ready., nobody there",
            "MB",
            megabytes)
        .print(out);
  }
}
