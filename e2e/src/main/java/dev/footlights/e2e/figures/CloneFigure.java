package dev.footlights.e2e.figures;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How long it takes from nothing but a JDK to a ready server, and what that fetches. */
record CloneFigure(Path root) implements Figure {
  private static final Duration FOR_THE_CLONE = Duration.ofMinutes(2);
  private static final Duration FOR_THE_BUILD = Duration.ofMinutes(20);

  @Override
  public void measure(PrintStream out) {
    try {
      Path folder = Files.createTempDirectory("footlights-clone");
      try {
        measure(folder, out);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void measure(Path folder, PrintStream out) throws IOException {
    Path clone = folder.resolve("footlights");
    Path repository = folder.resolve("repository");
    Path maven = folder.resolve("maven");
    long began = System.nanoTime();
    try (Child git =
        Child.start(
            folder,
            Map.of(),
            "git",
            "clone",
            "--quiet",
            "--no-local",
            root.toString(),
            clone.toString())) {
      git.ended(FOR_THE_CLONE);
    }
    double cloned = (System.nanoTime() - began) / 1e9;
    double cloneMegabytes = megabytes(clone);
    String arguments = System.getenv().getOrDefault("MAVEN_ARGS", "");
    var environment =
        Map.of(
            "MAVEN_ARGS", (arguments + " -Dmaven.repo.local=" + repository).strip(),
            "MAVEN_USER_HOME", maven.toString());
    try (Server server = Server.start(clone, environment, FOR_THE_BUILD)) {
      new Sample(
              "clean clone, empty Maven repository, to Ready.",
              "s",
              List.of(cloned + server.secondsToReady()))
          .print(out);
    }
    out.printf(
        "    the clone took %.1f s and %.1f MB; fetched: %.1f MB into the repository, and Maven"
            + " itself, %.1f MB unpacked%n",
        cloned, cloneMegabytes, megabytes(repository), megabytes(maven));
  }

  private static double megabytes(Path folder) throws IOException {
    var bytes = new AtomicLong();
    if (Files.exists(folder)) {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              bytes.addAndGet(attributes.size());
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return bytes.get() / 1e6;
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException problem)
              throws IOException {
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
