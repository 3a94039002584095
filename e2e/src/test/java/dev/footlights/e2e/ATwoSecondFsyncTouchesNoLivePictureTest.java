package dev.footlights.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.e2e.harness.Await;
import dev.footlights.e2e.harness.Footlights;
import dev.footlights.e2e.harness.Needs;
import dev.footlights.e2e.harness.Program;
import dev.footlights.e2e.harness.Repository;
import dev.footlights.e2e.harness.Sdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk is real but for its slowness, which a library brings that stands before libc's. */
class ATwoSecondFsyncTouchesNoLivePictureTest {
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Pattern DECODABLE = Pattern.compile("\"decodable\":(\\d+)");

  /** What {@code watch --json} prints in two seconds. */
  private static final int REPORTS = 20;

  @TempDir private Path folder;

  private Path slowDisk() throws IOException {
    Path compiler = Needs.compiler();
    Path source = Files.writeString(folder.resolve("slow.c"), Repository.resource("slow_fsync.c"));
    Path library = folder.resolve("slow.so");
    Program.Result made =
        Program.run(
            compiler.toString(), "-shared", "-fPIC", "-o", library.toString(), source.toString());
    assertThat(made.code()).as(made.errors()).isZero();
    return library;
  }

  /** Decodable frames in all, report by report. */
  private static List<Long> reports(Program viewer) {
    return viewer
        .output()
        .lines()
        .map(DECODABLE::matcher)
        .filter(Matcher::find)
        .map(found -> Long.parseLong(found.group(1)))
        .toList();
  }

  /** How many reports there are when so many more have come. */
  private static int after(Program viewer, int more) {
    int wanted = reports(viewer).size() + more;
    return Await.until(
            "reported " + wanted + " times", LONG, () -> reports(viewer), r -> r.size() >= wanted)
        .size();
  }

  private static double perReport(Program viewer, int from, int to) {
    List<Long> reports = reports(viewer);
    return (double) (reports.get(to - 1) - reports.get(from - 1)) / (to - from);
  }

  @Test
  void whileCallsWaitForIt() throws IOException {
    Path slow = folder.resolve("slow");
    Map<String, String> disk =
        Map.of("LD_PRELOAD", slowDisk().toString(), "SLOW_WHILE", slow.toString());
    try (var server = Footlights.start(disk, "--data", folder.resolve("data").toString());
        var sdk = Sdk.of(server)) {
      String red = sdk.stage("red");
      try (var host = server.publish(red);
          var viewer =
              Program.start(
                  "watch",
                  server.environment(),
                  Footlights.command(
                      "watch", "--stage", red, "--participant", host.participantId(), "--json"))) {
        Await.until(
            "decoded",
            LONG,
            () -> reports(viewer),
            frames -> !frames.isEmpty() && frames.getLast() > 30);
        int begin = after(viewer, 0);
        int usual = after(viewer, REPORTS);
        Files.createFile(slow);
        int slowFrom = after(viewer, 0);
        for (int i = 0; i < 3; i++) {
          long asked = System.nanoTime();
          sdk.client().updateStage(r -> r.arn(red).name("slow"));
          assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(SLOW);
        }
        int slowTo = after(viewer, 0);
        Files.delete(slow);

        assertThat(slowTo - slowFrom).as("reports meanwhile").isGreaterThan(REPORTS);
        assertThat(perReport(viewer, slowFrom, slowTo))
            .as("frames a report, of usually %s", perReport(viewer, begin, usual))
            .isGreaterThan(perReport(viewer, begin, usual) / 2);
      }
    }
  }
}
