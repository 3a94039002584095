package dev.footlights.app;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code serve} is told of what prepares it for tests. */
final class SetupOptions {
  @Option(
      names = "--seed",
      paramLabel = "FILE",
      description = "Dev mode: a CloudFormation template whose resources of IVS are made.")
  private @Nullable Path seed;

  @Option(
      names = "--ready-dir",
      paramLabel = "DIR",
      description =
          "Dev mode: scripts to run before it says that it is ready (default: ready.d in --data).")
  private @Nullable Path readyDir;

  Setup setup() {
    return new Setup(Optional.ofNullable(seed), Optional.ofNullable(readyDir));
  }
}
