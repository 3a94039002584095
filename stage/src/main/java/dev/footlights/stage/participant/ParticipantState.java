package dev.footlights.stage.participant;

/** Whether a participant is present. */
public enum ParticipantState {
  CONNECTED,
  DISCONNECTED
}
