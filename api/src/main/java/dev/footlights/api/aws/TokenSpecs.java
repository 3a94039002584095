package dev.footlights.api.aws;

import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.token.IssuedToken;
import dev.footlights.stage.token.TokenSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Participant tokens as requests ask for them and answers show them. */
final class TokenSpecs {
  private TokenSpecs() {}

  /** Model shape ParticipantToken. */
  record View(
      String participantId,
      String token,
      String userId,
      Map<String, String> attributes,
      long duration,
      List<Capability> capabilities,
      Instant expirationTime) {}

  /** A token that may do both, unless the request lists what it may. */
  static TokenSpec of(
      @Nullable Integer minutes,
      @Nullable String userId,
      @Nullable Map<String, String> attributes,
      @Nullable Collection<String> capabilities) {
    Set<Capability> allowed = EnumSet.noneOf(Capability.class);
    if (capabilities == null) {
      allowed = EnumSet.allOf(Capability.class);
    } else {
      for (String capability : capabilities) {
        allowed.add(Capability.valueOf(capability));
      }
    }
    return new TokenSpec(
        minutes == null ? TokenSpec.DEFAULT_DURATION : Duration.ofMinutes(minutes),
        userId == null ? "" : userId,
        attributes == null ? Map.of() : attributes,
        allowed);
  }

  static View view(IssuedToken token) {
    return new View(
        token.participantId().value(),
        token.token(),
        token.userId(),
        token.attributes(),
        token.duration().toMinutes(),
        token.capabilities().stream().sorted().toList(),
        token.expirationTime().truncatedTo(ChronoUnit.MILLIS));
  }
}
