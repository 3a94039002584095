package dev.footlights.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the server's Java is: tests may run on an older one. */
final class Jdk25 {
  private static final String HOW_TO_GET_ONE =
      """
      Footlights runs on a JDK 25, and none was found in JAVA25_HOME, in JAVA_HOME, on PATH or in \
      %s. Install one (Debian, Ubuntu: apt-get install openjdk-25-jdk-headless; macOS: brew install \
      --cask temurin@25; SDKMAN: sdk install java 25-tem) or name one by JAVA25_HOME.""";

  private Jdk25() {}

  /**
   * @throws IllegalStateException when there is none; the message says how to get one
   */
  static Path find(Map<String, String> environment) {
    Path user = Path.of(System.getProperty("user.home"));
    return find(
        environment,
        Path.of(System.getProperty("java.home")),
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of("/opt/hostedtoolcache/Java_Temurin-Hotspot_jdk"),
            user.resolve(".sdkman/candidates/java"),
            user.resolve(".jdks")));
  }

  /**
   * @param ours the home of this JVM
   * @param folders where JDKs are installed side by side
   */
  static Path find(Map<String, String> environment, Path ours, List<Path> folders) {
    Stream<Path> named =
        Stream.of("JAVA25_HOME", "JAVA_HOME", "JAVA_HOME_25_X64", "JAVA_HOME_25_arm64")
            .map(environment::get)
            .filter(Objects::nonNull)
            .filter(value -> !value.isBlank())
            .map(Path::of);
    Stream<Path> onPath =
        Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isBlank())
            .map(folder -> Path.of(folder, "javac"))
            .filter(Files::isExecutable)
            .map(Jdk25::homeOf);
    return Stream.of(named, Stream.of(ours), onPath, folders.stream().flatMap(Jdk25::inside))
        .flatMap(candidates -> candidates)
        .filter(Jdk25::is25)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(HOW_TO_GET_ONE.formatted(folders)));
  }

  private static Path homeOf(Path javac) {
    try {
      return Objects.requireNonNull(javac.toRealPath().getParent()).resolve("..").normalize();
    } catch (IOException e) {
      return javac;
    }
  }

  private static Stream<Path> inside(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all
          .sorted()
          .flatMap(jdk -> Stream.of(jdk, jdk.resolve("Contents/Home"), jdk.resolve("x64")))
          .toList()
          .stream();
    } catch (IOException | UncheckedIOException e) {
      return Stream.empty();
    }
  }

  private static boolean is25(Path home) {
    if (!Files.isExecutable(home.resolve("bin/javac"))) {
      return false;
    }
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines.anyMatch(line -> line.matches("JAVA_VERSION=\"25[\".-].*"));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
