package dev.footlights.live.link;

import dev.footlights.stage.event.ErrorCode;
import dev.footlights.stage.replication.EndReason;
import org.jspecify.annotations.Nullable;

/** Why a connection ends. */
public enum Ending {
  /** Its transport ended by itself: shards know. */
  GONE(EndReason.PUBLISHER_LEFT, false),
  /** Its bearer asked for it. */
  ASKED(EndReason.PUBLISHER_LEFT, false),
  /** Another connection with the same token for the same purpose takes its place. */
  REPLACED(EndReason.PUBLISHER_LEFT, false),
  /** What it carried is over. */
  OVER(EndReason.PUBLISHER_LEFT, false),
  /** The token that the participant has now does not allow it. */
  FORBIDDEN(EndReason.PUBLISHER_LEFT, true),
  /** The participant asked to exchange its token for one that is not good. */
  FAILED_EXCHANGE(EndReason.PUBLISHER_LEFT, true),
  /** It lasted as long as one may. */
  TOO_LONG(EndReason.PUBLISHER_LEFT, false, ErrorCode.STREAM_DURATION_EXCEEDED),
  /** It brought more bits a second than one may. */
  BITRATE(EndReason.PUBLISHER_LEFT, false, ErrorCode.BITRATE_EXCEEDED),
  /** It brought larger pictures than one may. */
  RESOLUTION(EndReason.PUBLISHER_LEFT, false, ErrorCode.RESOLUTION_EXCEEDED),
  /** The participant was disconnected by the API. */
  DISCONNECTED(EndReason.PUBLISHER_DISCONNECTED, true),
  STAGE_DELETED(EndReason.SOURCE_DELETED, true);

  private final EndReason reason;
  private final boolean expels;
  private final @Nullable ErrorCode error;

  Ending(EndReason reason, boolean expels) {
    this(reason, expels, null);
  }

  Ending(EndReason reason, boolean expels, @Nullable ErrorCode error) {
    this.reason = reason;
    this.expels = expels;
    this.error = error;
  }

  /** Whether its participant may not go on over another connection. */
  public boolean expels() {
    return expels;
  }

  /** What it means for replications of its publisher. */
  public EndReason reason() {
    return reason;
  }

  /** What its participant's log says before the stop, or null. */
  public @Nullable ErrorCode error() {
    return error;
  }
}
