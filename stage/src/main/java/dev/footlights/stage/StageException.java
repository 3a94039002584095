package dev.footlights.stage;

import dev.footlights.stage.event.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A refusal that the caller can be told. The message never carries a token. */
public class StageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of refusal: each is one answer of the outside. */
  public enum Kind {
    NOT_FOUND,
    CONFLICT,
    VALIDATION,
    QUOTA,
    /** The token is good, and does not allow this. */
    FORBIDDEN,
    /** The token is not good. */
    UNAUTHORIZED,
    /** The SDP offer cannot be served. */
    BAD_OFFER,
    /** Not now: starting, or shutting down. */
    UNAVAILABLE,
    INTERNAL
  }

  private final Kind kind;
  private final @Nullable ErrorCode error;

  public StageException(Kind kind, String message) {
    this(kind, message, null);
  }

  /**
   * @param error what the participant's log says of it, or null when the kind tells enough
   */
  public StageException(Kind kind, String message, @Nullable ErrorCode error) {
    super(message);
    this.kind = kind;
    this.error = error;
  }

  public Kind kind() {
    return kind;
  }

  public @Nullable ErrorCode error() {
    return error;
  }
}
