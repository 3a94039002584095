package dev.footlights.stage;

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

  public StageException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
