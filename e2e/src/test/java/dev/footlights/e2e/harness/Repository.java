package dev.footlights.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie. */
public final class Repository {
  private Repository() {}

  public static Path root() {
    String given = System.getProperty("footlights.root");
    return given == null ? Path.of("..").toAbsolutePath().normalize() : Path.of(given);
  }

  /** A folder of this module's output, made when it is not there. */
  public static Path target(String folder) {
    try {
      return Files.createDirectories(root().resolve("e2e/target").resolve(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file beside the tests. */
  public static String resource(String name) {
    try (var in = Repository.class.getResourceAsStream("/dev/footlights/e2e/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
