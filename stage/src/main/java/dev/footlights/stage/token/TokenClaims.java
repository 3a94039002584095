package dev.footlights.stage.token;

import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.StageArn;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** What a verified token says. */
public record TokenClaims(
    StageArn stage,
    ParticipantId participant,
    String userId,
    Map<String, String> attributes,
    Set<Capability> capabilities,
    Instant issued,
    Instant expires) {
  public TokenClaims {
    attributes = Map.copyOf(attributes);
    capabilities = Set.copyOf(capabilities);
  }

  /** Whether it is too late to join with the token. */
  public boolean expired(Instant now) {
    return !now.isBefore(expires);
  }
}
