package dev.footlights.stage.session;

/** Name of a stage session: {@code st-} and 13 letters or digits (model shape StageSessionId). */
public record SessionId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
