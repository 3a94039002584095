package dev.footlights.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Jdk25Test {
  @TempDir private Path machine;

  private Path jdk(String folder, String version) throws IOException {
    Path home = machine.resolve(folder);
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    assertThat(Files.createFile(bin.resolve("javac")).toFile().setExecutable(true)).isTrue();
    return home;
  }

  @Test
  void isTheOneThatIsNamedElseThisJvmsElseWhatLiesAbout() throws IOException {
    Path named = jdk("named", "25.0.3");
    Path usual = jdk("usual", "25");
    Path ours = jdk("ours", "25.0.1");
    Path onPath = jdk("path", "25-ea");
    Path installed = jdk("jvm/temurin-25", "25.0.3");
    jdk("jvm/another-17", "17.0.1");
    Path old = jdk("old", "17.0.1");
    var folders = List.of(machine.resolve("absent"), machine.resolve("jvm"));
    String path = onPath.resolve("bin").toString();

    assertThat(
            Jdk25.find(
                Map.of("JAVA25_HOME", named + "", "JAVA_HOME", usual + "", "PATH", path),
                ours,
                folders))
        .isEqualTo(named);
    assertThat(Jdk25.find(Map.of("JAVA_HOME", usual + "", "PATH", path), ours, folders))
        .isEqualTo(usual);
    assertThat(
            Jdk25.find(
                Map.of("JAVA_HOME", old + "", "JAVA_HOME_25_X64", usual + ""), ours, folders))
        .isEqualTo(usual);
    assertThat(Jdk25.find(Map.of("JAVA_HOME", old + "", "PATH", path), ours, folders))
        .isEqualTo(ours);
    assertThat(Jdk25.find(Map.of("JAVA_HOME", old + "", "PATH", path), old, folders))
        .isEqualTo(onPath.toRealPath());
    assertThat(Jdk25.find(Map.of("JAVA_HOME", old + ""), old, folders)).isEqualTo(installed);
  }

  @Test
  void whereThereIsNoneTheMessageSaysHowToGetOne() throws IOException {
    Path old = jdk("old", "17.0.1");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> Jdk25.find(Map.of("JAVA_HOME", old + ""), old, List.of(machine)))
        .withMessageContainingAll("JDK 25", "JAVA25_HOME", "openjdk-25", machine.toString());
  }
}
