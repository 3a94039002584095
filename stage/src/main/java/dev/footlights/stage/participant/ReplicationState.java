package dev.footlights.stage.participant;

/** Whether a replication goes on. */
public enum ReplicationState {
  ACTIVE,
  STOPPED
}
