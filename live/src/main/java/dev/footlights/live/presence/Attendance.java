package dev.footlights.live.presence;

import java.util.concurrent.CompletableFuture;

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

  /** Close code: the token that was to replace the participant's was refused. */
  int EXCHANGE_FAILED = 4005;

  /** The participant muted, or unmuted, what it publishes. */
  void mute(boolean audio, boolean video);

  /**
   * Replaces the participant's token, which costs the caller a millisecond. Ends when what the new
   * token does not allow has ended; with a TokenException when it was refused, and then the
   * participant has left the stage.
   */
  CompletableFuture<Void> exchange(String token);

  /** The connection is gone. */
  void close();
}
