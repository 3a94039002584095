package dev.footlights.live.presence;

/** An events connection that was let in. Any thread may call it. */
public interface Attendance {
  /** Close code: the token has expired. */
  int TOKEN_EXPIRED = 4001;

  /** Close code: another connection came with the same token. */
  int TOKEN_REUSED = 4002;

  /** Close code: the participant was disconnected by the API. */
  int DISCONNECTED = 4003;

  /** Close code: the stage was deleted. */
  int STAGE_DELETED = 4004;

  /** The participant muted, or unmuted, what it publishes. */
  void mute(boolean audio, boolean video);

  /** The connection is gone. */
  void close();
}
