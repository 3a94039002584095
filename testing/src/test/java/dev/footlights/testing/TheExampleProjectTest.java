package dev.footlights.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code examples/junit} is built by itself, with Java 17 where the machine has it. It finds the
 * extension in a repository of this test, and all else in that of the build.
 */
class TheExampleProjectTest {
  private static final Path HOME = Path.of(System.getProperty("footlights.test.home")).normalize();
  private static final Path TARGET = HOME.resolve("testing/target");
  private static final String NAME = "footlights-testing-0.1.0-SNAPSHOT";

  @ParameterizedTest
  @ValueSource(strings = {"5.11.4", "6.1.3"})
  void passesWithThatJUnit(String junit) throws IOException, InterruptedException {
    Path project = copy(HOME.resolve("examples/junit"), TARGET.resolve("example-" + junit));
    Optional<Path> java17 = java17();
    Path java = java17.orElse(Path.of(System.getProperty("java.home")));

    List<String> command = new ArrayList<>();
    command.addAll(List.of(HOME.resolve("mvnw").toString(), "-V", "-B", "-ntp"));
    if (System.getProperty("footlights.test.offline").endsWith("true")) {
      command.add("-o");
    }
    command.addAll(List.of("-f", project.resolve("pom.xml").toString()));
    command.add("-Djunit.version=" + junit);
    command.add("-Dmaven.repo.local=" + repositoryWithTheExtension());
    command.add("-Dmaven.repo.local.tail=" + System.getProperty("footlights.test.repository"));
    command.add("-Dfootlights.jar=" + System.getProperty("footlights.jar"));
    command.add("test");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", java.toString());
    builder.environment().put("JAVA25_HOME", System.getProperty("java.home"));
    Process maven = builder.start();
    maven.getOutputStream().close();
    String output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(maven.waitFor()).as(output).isZero();
    assertThat(output).contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0");
    if (java17.isPresent()) {
      assertThat(output).contains("Java version: 17.");
    }
  }

  private static Path repositoryWithTheExtension() throws IOException {
    Path repository = TARGET.resolve("repository");
    Path folder = repository.resolve("dev/footlights/footlights-testing/0.1.0-SNAPSHOT");
    Files.createDirectories(folder);
    replace(TARGET.resolve(NAME + ".jar"), folder.resolve(NAME + ".jar"));
    replace(HOME.resolve("testing/pom.xml"), folder.resolve(NAME + ".pom"));
    return repository;
  }

  private static void replace(Path from, Path to) throws IOException {
    Files.deleteIfExists(to);
    Files.copy(from, to);
  }

  private static Path copy(Path from, Path to) throws IOException {
    for (String part : List.of("pom.xml", "src")) {
      try (Stream<Path> all = Files.walk(from.resolve(part))) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          Path target = to.resolve(from.relativize(file).toString());
          Files.createDirectories(Objects.requireNonNull(target.getParent()));
          replace(file, target);
        }
      }
    }
    return to;
  }

  private static Optional<Path> java17() throws IOException {
    Path installed = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(installed)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(installed)) {
      for (Path home : all.sorted().toList()) {
        Path release = home.resolve("release");
        if (Files.isExecutable(home.resolve("bin/javac"))
            && Files.isRegularFile(release)
            && Files.readString(release).contains("JAVA_VERSION=\"17")) {
          return Optional.of(home);
        }
      }
    }
    return Optional.empty();
  }
}
