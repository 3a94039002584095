package dev.footlights.stage.token;

import dev.footlights.stage.session.StageArn;
import org.jspecify.annotations.Nullable;

/** What became of reading a token: {@link Verified} or {@link Refused}. */
public sealed interface TokenResult {

  /** The signature is good and every claim has its form. Whether it still holds is not said. */
  record Verified(TokenClaims claims) implements TokenResult {}

  /**
   * @param text what the bearer is told; tells no claim's value
   * @param kid of the header, made safe for a log; "" for none
   * @param stage of a token with a good signature, as far as it could be read
   */
  record Refused(TokenRefusal reason, String text, String kid, @Nullable StageArn stage)
      implements TokenResult {

    Refused(TokenRefusal reason, String kid, @Nullable StageArn stage) {
      this(reason, reason.text(), kid, stage);
    }

    public TokenException exception() {
      return new TokenException(reason, text, kid, stage);
    }
  }
}
