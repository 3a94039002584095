package dev.footlights.stage.token;

import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;

/** Why a token is not good enough. */
public enum TokenRefusal {
  /** Not a token of ours in form: header, version or a claim is missing or wrong. */
  MALFORMED(Kind.UNAUTHORIZED, "the token cannot be read"),
  /** Signed by nobody we know. */
  FORGED(Kind.UNAUTHORIZED, "the token's signature is not valid"),
  EXPIRED(Kind.UNAUTHORIZED, "the token has expired"),
  /** The participant was disconnected by the API. */
  REVOKED(Kind.UNAUTHORIZED, "the participant was disconnected"),
  STAGE_DELETED(Kind.UNAUTHORIZED, "the token's stage does not exist any more"),
  OTHER_STAGE(Kind.FORBIDDEN, "the token is for another stage"),
  LACKS_CAPABILITY(Kind.FORBIDDEN, "the token does not allow this");

  private final Kind kind;
  private final String text;

  TokenRefusal(Kind kind, String text) {
    this.kind = kind;
    this.text = text;
  }

  /** As the caller is told. */
  public StageException exception() {
    return new StageException(kind, text);
  }

  public String text() {
    return text;
  }
}
