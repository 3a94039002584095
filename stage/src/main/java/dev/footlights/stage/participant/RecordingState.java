package dev.footlights.stage.participant;

/** What becomes of a participant's individual recording. */
public enum RecordingState {
  STARTING,
  ACTIVE,
  STOPPING,
  STOPPED,
  FAILED,
  DISABLED
}
