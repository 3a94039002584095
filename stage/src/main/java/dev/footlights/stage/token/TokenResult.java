package dev.footlights.stage.token;

/** What became of reading a token: {@link Verified} or {@link Refused}. */
public sealed interface TokenResult {

  /** The signature is good. Whether the token still holds is another question. */
  record Verified(TokenClaims claims) implements TokenResult {}

  record Refused(TokenRefusal reason) implements TokenResult {}
}
