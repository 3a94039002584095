package dev.footlights.api.aws;

import dev.footlights.stage.session.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the log that a stage asks for recordings which nothing makes yet. */
final class Unrecorded {
  private static final Logger LOG = LoggerFactory.getLogger(Unrecorded.class);

  private Unrecorded() {}

  static void warn(Stage stage) {
    if (stage.recording().storage() != null) {
      LOG.warn(
          "stage {} asks for recordings to {}: it is stored, but nothing is recorded yet",
          stage.arn(),
          stage.recording().storage());
    }
  }
}
