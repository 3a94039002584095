package dev.footlights.stage.token;

import dev.footlights.stage.StageException;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.quota.Quotas;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a participant token shall say.
 *
 * @param duration 1 to 20160 minutes
 * @param userId "" for none
 * @param capabilities empty allows neither publishing nor subscribing
 */
public record TokenSpec(
    Duration duration,
    String userId,
    Map<String, String> attributes,
    Set<Capability> capabilities) {
  /** Model shape ParticipantTokenDurationMinutes: what holds where a request names none. */
  public static final Duration DEFAULT_DURATION = Duration.ofMinutes(720);

  /** Model shape ParticipantTokenDurationMinutes: the longest. */
  public static final Duration MAX_DURATION = Duration.ofMinutes(20_160);

  /** Model shape ParticipantTokenDurationMinutes: the shortest. */
  public static final Duration MIN_DURATION = Duration.ofMinutes(1);

  public TokenSpec {
    attributes = Map.copyOf(attributes);
    capabilities = Set.copyOf(capabilities);
  }

  /** A VALIDATION refusal where a bound is exceeded. */
  public void check() {
    if (duration.compareTo(MIN_DURATION) < 0 || duration.compareTo(MAX_DURATION) > 0) {
      throw new StageException(
          StageException.Kind.VALIDATION, "the duration must be 1 to 20160 minutes");
    }
    Quotas.checkAttributes(attributes);
  }
}
