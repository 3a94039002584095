package dev.footlights.stage.token;

import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** A participant token just made, and what it says. */
public record IssuedToken(
    ParticipantId participantId,
    String token,
    String userId,
    Map<String, String> attributes,
    Duration duration,
    Set<Capability> capabilities,
    Instant expirationTime) {
  public IssuedToken {
    attributes = Map.copyOf(attributes);
    capabilities = Set.copyOf(capabilities);
  }

  @Override
  public String toString() {
    return "IssuedToken[" + participantId + "]";
  }
}
