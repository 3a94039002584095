package dev.footlights.stage.token;

import java.util.Optional;

/** Which token may take the place of a connected participant's (IVS user guide, token exchange). */
public final class ExchangeRule {
  private ExchangeRule() {}

  /** Why it may not, if so. Capabilities, attributes, user_id, iat and exp may differ. */
  public static Optional<TokenException> refusal(TokenClaims current, TokenClaims next) {
    if (!current.selfSigned() || !next.selfSigned()) {
      return Optional.of(next.refused(TokenRefusal.NOT_SELF_SIGNED));
    }
    if (!next.stage().equals(current.stage())) {
      return Optional.of(changed(next, Claims.RESOURCE));
    }
    if (!next.participant().equals(current.participant())) {
      return Optional.of(changed(next, Claims.ID));
    }
    if (!next.endpoints().whip().equals(current.endpoints().whip())) {
      return Optional.of(changed(next, Claims.WHIP_URL));
    }
    if (!next.endpoints().events().equals(current.endpoints().events())) {
      return Optional.of(changed(next, Claims.EVENTS_URL));
    }
    return Optional.empty();
  }

  private static TokenException changed(TokenClaims next, String claim) {
    return next.refused(
        TokenRefusal.NOT_THE_SAME,
        "the new token's claim " + claim + " must be that of the token it replaces");
  }
}
