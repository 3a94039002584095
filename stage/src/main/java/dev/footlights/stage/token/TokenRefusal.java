package dev.footlights.stage.token;

import dev.footlights.stage.StageException.Kind;

/** Why a token is not good enough. The name, in lower case, is the metric's label. */
public enum TokenRefusal {
  /** Not three parts of base64url with JSON in two of them, or longer than any token. */
  MALFORMED(Kind.UNAUTHORIZED, "the token cannot be read"),
  /** Another algorithm, another type, no key, or an extension that must be understood. */
  HEADER(
      Kind.UNAUTHORIZED, "the token's header must say alg ES384, typ JWT and a kid, and no crit"),
  UNKNOWN_KEY(
      Kind.UNAUTHORIZED,
      "the token's kid names no key that this server has: import the public key first"),
  FOREIGN_KEY(
      Kind.UNAUTHORIZED,
      "the token's kid names a key of another account or region than its resource"),
  FORGED(Kind.UNAUTHORIZED, "the token's signature is not valid"),
  /** The signature is good, and a claim is missing or breaks a rule; the text says which. */
  CLAIM(Kind.UNAUTHORIZED, "a claim of the token is not valid"),
  NOT_YET(Kind.UNAUTHORIZED, "the token's claim iat is in the future"),
  EXPIRED(Kind.UNAUTHORIZED, "the token has expired"),
  /** The participant was disconnected by the API. */
  REVOKED(Kind.UNAUTHORIZED, "the participant was disconnected"),
  /** The participant is there with a token that it exchanged for this one's successor. */
  EXCHANGED(Kind.UNAUTHORIZED, "the token was exchanged for a newer one"),
  STAGE_DELETED(Kind.UNAUTHORIZED, "the token's stage does not exist any more"),
  OTHER_STAGE(Kind.FORBIDDEN, "the token is for another stage"),
  LACKS_CAPABILITY(Kind.FORBIDDEN, "the token does not allow this"),
  /** One of the two tokens of an exchange is the server's own. */
  NOT_SELF_SIGNED(Kind.FORBIDDEN, "only self-signed tokens can be exchanged"),
  /** The tokens of an exchange differ in what must stay; the text says in what. */
  NOT_THE_SAME(Kind.FORBIDDEN, "the tokens differ in a claim that must stay");

  private final Kind kind;
  private final String text;

  TokenRefusal(Kind kind, String text) {
    this.kind = kind;
    this.text = text;
  }

  /** As the caller is told. */
  public TokenException exception() {
    return new TokenException(this, text, "", null);
  }

  public String text() {
    return text;
  }

  Kind kind() {
    return kind;
  }
}
