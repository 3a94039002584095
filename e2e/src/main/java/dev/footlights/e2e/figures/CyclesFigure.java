package dev.footlights.e2e.figures;

import dev.footlights.client.net.Pause;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Whether a replication and its viewer leave anything behind. */
record CyclesFigure(Path root, int cycles) implements Figure {
  private static final int WARM_UP = 10;

  /** A server that saw nothing of a viewer's leaving gives up after 30 s. */
  private static final Duration FOR_THE_LAST_TO_GO = Duration.ofSeconds(40);

  private static final Duration LOOK = Duration.ofMillis(500);

  /** Threads of pools go after a while, too. */
  private static final Duration SETTLE = Duration.ofSeconds(5);

  /** Classes that are named for what they occupy. */
  private static final int SHOWN = 4;

  private static final String OURS = "dev.footlights.";
  private static final List<String> TOLD =
      List.of("sfu.transport.Transport", "sfu.sender.Sender", "live.watch.ViewLink");

  private record Reading(long transports, long threads, double resident, LiveObjects live) {}

  @Override
  public void measure(PrintStream out) {
    try (Server server = Server.start(root);
        House house = House.open(server.base())) {
      repeat(house, WARM_UP);
      settle(server, 1);
      Reading before = read(server);
      repeat(house, cycles);
      double waited = settle(server, before.transports());
      print(before, read(server), waited, out);
    }
  }

  private static void repeat(House house, int times) {
    for (int i = 0; i < times; i++) {
      house.start();
      house.awaitReplica();
      try (House.Seat seat = house.watchReplica()) {
        seat.firstFrameNanos();
        house.stop();
      }
    }
  }

  /** Waits until no more transports than these are open, within limits; tells how long. */
  private static double settle(Server server, long transports) {
    long began = System.nanoTime();
    while (Metrics.of(server.base()).openTransports() > transports
        && System.nanoTime() - began < FOR_THE_LAST_TO_GO.toNanos()) {
      Pause.of(LOOK);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    Pause.of(SETTLE);
    return seconds;
  }

  private static Reading read(Server server) {
    ServerProcess process = server.process();
    LiveObjects live = LiveObjects.of(process.pid());
    return new Reading(
        Metrics.of(server.base()).openTransports(),
        process.threads(),
        process.residentMegabytes(),
        live);
  }

  private void print(Reading before, Reading after, double waited, PrintStream out) {
    out.printf(
        "  %d cycles of start, join and stop, after %d to warm up; the last transport went within"
            + " %.1f s%n",
        cycles, WARM_UP, waited);
    out.printf("    %-34s %10s %10s%n", "", "before", "after");
    row(out, "open transports", before.transports(), after.transports());
    row(out, "threads", before.threads(), after.threads());
    out.printf(
        "    %-34s %10.1f %10.1f%n", "resident memory, MB", before.resident(), after.resident());
    out.printf(
        "    %-34s %10.2f %10.2f%n",
        "heap after a full collection, MB", before.live().megabytes(), after.live().megabytes());
    for (String name : TOLD) {
      row(out, "objects " + name, objects(before, name), objects(after, name));
    }
    for (String name : after.live().classes().keySet()) {
      if (name.startsWith(OURS) && !name.contains("$$Lambda")) {
        String ours = name.substring(OURS.length());
        long more = objects(after, ours) - objects(before, ours);
        if (!TOLD.contains(ours) && more >= Math.max(1, cycles / 2)) {
          row(out, "grown: " + ours, objects(before, ours), objects(after, ours));
        }
      }
    }
    out.println("    grown most on the heap: " + grownMost(before.live(), after.live()));
  }

  private static long objects(Reading reading, String ours) {
    return reading.live().of(OURS + ours).objects();
  }

  private static String grownMost(LiveObjects before, LiveObjects after) {
    ToLongFunction<String> growth = name -> after.of(name).bytes() - before.of(name).bytes();
    return after.classes().keySet().stream()
        .sorted(Comparator.comparingLong(growth).reversed())
        .limit(SHOWN)
        .map(name -> String.format("%s %+d kB", name, growth.applyAsLong(name) / 1000))
        .collect(Collectors.joining(", "));
  }

  private static void row(PrintStream out, String what, long before, long after) {
    out.printf("    %-34s %10d %10d%n", what, before, after);
  }
}
