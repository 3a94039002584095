package dev.footlights.e2e.figures;

import dev.footlights.client.http.ClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells of a process and all its threads. */
record ServerProcess(long pid) {
  private static final double KIBIBYTES_PER_MEGABYTE = 1e6 / 1024;

  /** Places behind the command's name in {@code /proc/PID/stat}, proc(5): fields 14 and 15. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  private static final class Tick {
    static final double PER_SECOND = Integer.parseInt(Child.output("getconf", "CLK_TCK").strip());
  }

  /** CPU seconds since its start. */
  record Cpu(double user, double system) {
    double all() {
      return user + system;
    }

    Cpu minus(Cpu earlier) {
      return new Cpu(user - earlier.user, system - earlier.system);
    }
  }

  Cpu cpu() {
    String stat = read("stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return new Cpu(
        Long.parseLong(fields[USER]) / Tick.PER_SECOND,
        Long.parseLong(fields[SYSTEM]) / Tick.PER_SECOND);
  }

  double residentMegabytes() {
    return status("VmRSS") / KIBIBYTES_PER_MEGABYTE;
  }

  long threads() {
    return status("Threads");
  }

  private long status(String name) {
    return read("status")
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow(() -> new ClientException("/proc/" + pid + "/status has no " + name));
  }

  private String read(String file) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(pid), file));
    } catch (IOException e) {
      throw new ClientException("process " + pid + " cannot be looked at: " + e.getMessage(), e);
    }
  }
}
