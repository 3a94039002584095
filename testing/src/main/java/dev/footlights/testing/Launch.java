package dev.footlights.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a server is started. Extensions with equal ones share a server.
 *
 * @param home a checkout; null: what {@code footlights.home} names
 * @param jar a built jar; null: what {@code footlights.jar} names
 * @param javaHome a JDK 25; null: one is looked for
 * @param options of {@code serve}, after those that are always given
 */
record Launch(
    @Nullable Path home,
    @Nullable Path jar,
    @Nullable Path javaHome,
    List<String> options,
    Duration startTimeout) {

  private static final String NOWHERE =
      """
      Footlights is not to be found. Name a checkout of its repository by the system property \
      footlights.home or the variable FOOTLIGHTS_HOME, or a built footlights.jar by \
      footlights.jar or FOOTLIGHTS_JAR.""";

  Launch {
    options = List.copyOf(options);
  }

  /** The program with the options of a process that belongs to tests. */
  List<String> serve() {
    List<String> all = new ArrayList<>(List.of("serve", "--ephemeral", "--end-with-stdin"));
    // Nothing is kept, but credentials of the folder that tests run in would be read.
    Path nowhere = Path.of(System.getProperty("java.io.tmpdir"), "footlights-" + UUID.randomUUID());
    unlessGiven(all, "--http", "127.0.0.1:0");
    unlessGiven(all, "--media-port", "0");
    unlessGiven(all, "--media-loops", "1");
    unlessGiven(all, "--data", nowhere.toString());
    all.addAll(options);
    return command(all);
  }

  private void unlessGiven(List<String> all, String option, String value) {
    if (options.stream().noneMatch(o -> o.equals(option) || o.startsWith(option + "="))) {
      all.addAll(List.of(option, value));
    }
  }

  /** The command line that runs the program. */
  List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(program());
    command.addAll(arguments);
    return command;
  }

  private List<String> program() {
    Path script = script();
    if (script != null) {
      return List.of(script.toString());
    }
    return List.of(
        java().resolve("bin/java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-Xmx512m",
        "-jar",
        builtJar().toString());
  }

  /**
   * @throws IllegalStateException when there is none; the message says how to get one
   */
  Path java() {
    return javaHome != null ? javaHome : Jdk25.find(System.getenv());
  }

  /** A jar goes before a checkout, and what was built in goes before what was named outside. */
  private @Nullable Path script() {
    if (jar != null || (home == null && named("footlights.jar") != null)) {
      return null;
    }
    Path folder = home != null ? home : named("footlights.home");
    if (folder == null) {
      throw new IllegalStateException(NOWHERE);
    }
    return there(folder.resolve("footlights"), "a checkout of Footlights has it");
  }

  private Path builtJar() {
    Path file = jar != null ? jar : named("footlights.jar");
    if (file == null) {
      throw new IllegalStateException(NOWHERE);
    }
    return there(file, "./footlights --version builds one in .build of its checkout");
  }

  private static Path there(Path file, String hint) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException("there is no " + file.toAbsolutePath() + "; " + hint);
    }
    return file.toAbsolutePath();
  }

  private static @Nullable Path named(String property) {
    String value = System.getProperty(property);
    if (value == null || value.isBlank()) {
      Map<String, String> environment = System.getenv();
      value = environment.get(property.toUpperCase(Locale.ROOT).replace('.', '_'));
    }
    return value == null || value.isBlank() ? null : Path.of(value);
  }
}
