package dev.footlights.e2e.figures;

import dev.footlights.client.media.Loop;
import dev.footlights.client.media.TestCard;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** What a figure means nothing without. */
final class Machine {
  private Machine() {}

  static void print(Path root, PrintStream out) {
    out.println("date      " + OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS));
    out.println("commit    " + commit(root));
    out.printf(
        "machine   %d cores of %s, %.1f GB of memory, %s %s, load %s%n",
        Runtime.getRuntime().availableProcessors(),
        value("/proc/cpuinfo", "model name"),
        Double.parseDouble(value("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", ""))
            * 1024
            / 1e9,
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        load());
    out.printf(
        "JDK       %s %s%n",
        System.getProperty("java.vendor.version", System.getProperty("java.vendor")),
        System.getProperty("java.runtime.version"));
    out.println("packets   " + mix(TestCard.RED));
  }

  /** Load averages of 1, 5 and 15 minutes. */
  static String load() {
    return text("/proc/loadavg").replaceAll("^(\\S+ \\S+ \\S+).*", "$1").strip();
  }

  private static String commit(Path root) {
    try {
      return Child.output(
              "git", "-C", root.toString(), "describe", "--always", "--dirty", "--abbrev=12")
          .strip();
    } catch (RuntimeException e) {
      return "unknown";
    }
  }

  private static String mix(TestCard card) {
    return String.format(
        "VP8 640x360, %d frames/s, %.0f kbit/s, %d keyframes in %d frames; Opus, %d packets/s, %.0f"
            + " kbit/s",
        TestCard.FRAMES_PER_SECOND,
        kilobits(card.video(), TestCard.FRAMES_PER_SECOND),
        keyframes(card.video()),
        card.video().length(),
        TestCard.SOUNDS_PER_SECOND,
        kilobits(card.audio(), TestCard.SOUNDS_PER_SECOND));
  }

  private static double kilobits(Loop loop, int perSecond) {
    long bytes = 0;
    for (int i = 0; i < loop.length(); i++) {
      bytes += loop.frame(i).length;
    }
    return bytes * 8.0 * perSecond / loop.length() / 1e3;
  }

  private static int keyframes(Loop loop) {
    int count = 0;
    for (int i = 0; i < loop.length(); i++) {
      count += loop.isKeyframe(i) ? 1 : 0;
    }
    return count;
  }

  private static String value(String file, String name) {
    return text(file)
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("0 (unknown)");
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      return "";
    }
  }
}
