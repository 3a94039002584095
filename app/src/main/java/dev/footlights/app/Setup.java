package dev.footlights.app;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What prepares a server before it says that it is ready. Dev mode only.
 *
 * @param seed a template
 * @param scripts the folder of the scripts; absent: {@code ready.d} in the data folder, if there
 */
record Setup(Optional<Path> seed, Optional<Path> scripts) {
  static final Setup NONE = new Setup(Optional.empty(), Optional.empty());
}
