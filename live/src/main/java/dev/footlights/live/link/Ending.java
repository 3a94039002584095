package dev.footlights.live.link;

import dev.footlights.stage.replication.EndReason;

/** Why a connection ends. */
public enum Ending {
  /** Its transport ended by itself: shards know. */
  GONE(EndReason.PUBLISHER_LEFT),
  /** Its bearer asked for it. */
  ASKED(EndReason.PUBLISHER_LEFT),
  /** Another connection with the same token for the same purpose takes its place. */
  REPLACED(EndReason.PUBLISHER_LEFT),
  /** What it carried is over. */
  OVER(EndReason.PUBLISHER_LEFT),
  /** The participant was disconnected by the API. */
  DISCONNECTED(EndReason.PUBLISHER_DISCONNECTED),
  STAGE_DELETED(EndReason.SOURCE_DELETED);

  private final EndReason reason;

  Ending(EndReason reason) {
    this.reason = reason;
  }

  /** Whether its participant may not go on over another connection. */
  public boolean expels() {
    return reason != EndReason.PUBLISHER_LEFT;
  }

  /** What it means for replications of its publisher. */
  public EndReason reason() {
    return reason;
  }
}
