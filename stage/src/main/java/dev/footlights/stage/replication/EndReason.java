package dev.footlights.stage.replication;

/** Why a replication ended. */
public enum EndReason {
  STOPPED("stopped by StopParticipantReplication"),
  PUBLISHER_LEFT("publisher left"),
  WINDOW_PASSED("publisher did not return inside the reconnect window"),
  PUBLISHER_DISCONNECTED("publisher disconnected by the API"),
  REPLICA_DISCONNECTED("replica disconnected by the API"),
  SOURCE_DELETED("source stage deleted"),
  DESTINATION_DELETED("destination stage deleted"),
  SERVER_RESTARTED("server restarted");

  private final String text;

  EndReason(String text) {
    this.text = text;
  }

  /** The reason in words. */
  public String text() {
    return text;
  }
}
