package dev.footlights.stage.participant;

/** Whether a participant is shown in other stages, is shown from another one, or neither. */
public enum ReplicationType {
  SOURCE,
  REPLICA,
  NONE
}
