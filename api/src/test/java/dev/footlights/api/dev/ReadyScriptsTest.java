package dev.footlights.api.dev;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.api.ops.ReadyReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyScriptsTest {
  @TempDir private Path folder;

  private final ReadyReport report = new ReadyReport();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Path script(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private ReadyScripts scripts() {
    return new ReadyScripts(folder, Map.of("WHERE", "here"), report, out);
  }

  @Test
  void runInTheOrderOfTheirNamesWithTheirEnvironmentAndAreToldOf() throws IOException {
    script("20-second.sh", "echo second; exit 3");
    script("10-first.sh", "echo first $WHERE; echo aside >&2");
    script("30-third", "echo third");
    Files.writeString(folder.resolve("15-notes.txt"), "not executable");
    Files.createDirectory(folder.resolve("25-folder"));

    scripts().run();

    assertThat(out.toString(UTF_8)).isEqualTo("first here\naside\nsecond\nthird\n");
    assertThat(report.toString())
        .isEqualTo("[10-first.sh SUCCESSFUL, 20-second.sh ERROR, 30-third SUCCESSFUL]");
  }

  @Test
  void oneThatRunsEndsWithTheServer() throws IOException, InterruptedException {
    ReadyScripts scripts = scripts();
    Path begun = folder.resolve("begun");
    script("1-for-ever.sh", "mkfifo '" + begun + "' && exec cat '" + begun + "'");
    script("2-never.sh", "echo never");
    var closer =
        Thread.startVirtualThread(
            () -> {
              while (!Files.exists(begun)) {
                Thread.onSpinWait();
              }
              scripts.close();
            });

    scripts.run();

    closer.join();
    assertThat(out.toString(UTF_8)).doesNotContain("never");
    assertThat(report.toString()).isEqualTo("[1-for-ever.sh ERROR, 2-never.sh ERROR]");
  }
}
