package dev.footlights.stage.token;

import dev.footlights.stage.participant.Capability;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What the log keeps of a token that was exchanged (model shape ExchangedParticipantToken).
 *
 * @param userId "" for none
 */
public record ExchangedToken(
    Set<Capability> capabilities,
    Map<String, String> attributes,
    String userId,
    Instant expirationTime) {
  public ExchangedToken {
    capabilities = Set.copyOf(capabilities);
    attributes = Map.copyOf(attributes);
  }

  public static ExchangedToken of(TokenClaims claims) {
    return new ExchangedToken(
        claims.capabilities(), claims.attributes(), claims.userId(), claims.expires());
  }
}
