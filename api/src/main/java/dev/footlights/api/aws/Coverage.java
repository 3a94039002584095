package dev.footlights.api.aws;

import static dev.footlights.api.aws.OperationName.CREATE_ENCODER_CONFIGURATION;
import static dev.footlights.api.aws.OperationName.CREATE_INGEST_CONFIGURATION;
import static dev.footlights.api.aws.OperationName.CREATE_STAGE;
import static dev.footlights.api.aws.OperationName.CREATE_STORAGE_CONFIGURATION;
import static dev.footlights.api.aws.OperationName.UPDATE_INGEST_CONFIGURATION;
import static dev.footlights.api.aws.OperationName.UPDATE_STAGE;

import java.util.Map;

/**
 * How far an operation does what its name says.
 *
 * @param says a sentence on what is kept and has no effect, or ""
 */
public record Coverage(String operation, State state, String says) {
  /** What callers can count on. */
  public enum State {
    WORKS("works"),
    /** It answers as IVS does, and what it keeps changes nothing else. */
    STORED("stored, not acted on"),
    NOT_YET("not yet");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** For people. */
    public String text() {
      return text;
    }
  }

  private static final Map<OperationName, String> STORED =
      Map.of(
          UPDATE_STAGE,
              "The name changes. The recording configuration is kept and shown; nothing is recorded"
                  + " yet.",
          CREATE_INGEST_CONFIGURATION,
              "Stream keys are made and kept; nothing listens for RTMP yet.",
          UPDATE_INGEST_CONFIGURATION, "The stage is kept and shown; nothing listens for RTMP yet.",
          CREATE_ENCODER_CONFIGURATION, "It is kept and shown; nothing is composed yet.",
          CREATE_STORAGE_CONFIGURATION,
              "It is kept and shown; nothing is recorded or composed yet, and the bucket is not"
                  + " looked at.");

  private static final Map<OperationName, String> REMARKS =
      Map.of(CREATE_STAGE, "A recording configuration is kept and shown; nothing is recorded yet.");

  static Coverage of(OperationName name, boolean built) {
    String wireName = name.wireName();
    if (!built) {
      return new Coverage(wireName, State.NOT_YET, "");
    }
    String stored = STORED.get(name);
    return stored == null
        ? new Coverage(wireName, State.WORKS, REMARKS.getOrDefault(name, ""))
        : new Coverage(wireName, State.STORED, stored);
  }
}
