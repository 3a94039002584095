package dev.footlights.app;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What prepares a server before it says that it is ready. Dev mode only.
 *
 * @param scripts the folder of the scripts; absent: {@code ready.d} in the data folder, if there
 */
record Setup(Optional<Path> scripts) {
  static final Setup NONE = new Setup(Optional.empty());
}
