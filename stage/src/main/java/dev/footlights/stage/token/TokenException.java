package dev.footlights.stage.token;

import dev.footlights.stage.StageException;
import dev.footlights.stage.session.StageArn;
import org.jspecify.annotations.Nullable;

/** A refusal because of a token. Neither the message nor anything else here tells its claims. */
public final class TokenException extends StageException {
  private static final long serialVersionUID = 1;

  private final TokenRefusal reason;
  private final String kid;
  private final transient @Nullable StageArn stage;

  TokenException(TokenRefusal reason, String text, String kid, @Nullable StageArn stage) {
    super(reason.kind(), text);
    this.reason = reason;
    this.kid = kid;
    this.stage = stage;
  }

  public TokenRefusal reason() {
    return reason;
  }

  /**
   * The key that the token says it was signed by, "" for none: at most 128 characters of those that
   * an ARN may have. Nobody has verified it.
   */
  public String kid() {
    return kid;
  }

  /** The stage that a token with a good signature names, or null. */
  public @Nullable StageArn stage() {
    return stage;
  }
}
