package dev.footlights.stage.token;

import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.session.StageArn;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a verified token says.
 *
 * @param endpoints as the token names them; nothing here depends on whether they are this server's
 * @param key the imported public key that verified it; null: the server's own
 */
public record TokenClaims(
    StageArn stage,
    ParticipantId participant,
    String userId,
    Map<String, String> attributes,
    Set<Capability> capabilities,
    Instant issued,
    Instant expires,
    Endpoints endpoints,
    @Nullable ResourceArn key) {
  /** How much an application's clock may be before ours. */
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  public TokenClaims {
    attributes = Map.copyOf(attributes);
    capabilities = Set.copyOf(capabilities);
  }

  /** Whether it is too late to join with the token. */
  public boolean expired(Instant now) {
    return !now.isBefore(expires);
  }

  /**
   * Why nobody can join with the token at that time, if so. The server believes its own tokens: dev
   * mode's clock is put back by a restart.
   */
  public Optional<TokenRefusal> untimely(Instant now) {
    if (expired(now)) {
      return Optional.of(TokenRefusal.EXPIRED);
    }
    return selfSigned() && issued.isAfter(now.plus(CLOCK_SKEW))
        ? Optional.of(TokenRefusal.NOT_YET)
        : Optional.empty();
  }

  /** Whether an application made it, with a key of its own. */
  public boolean selfSigned() {
    return key != null;
  }

  /** The same refusal about this token. */
  public TokenException refused(TokenRefusal reason) {
    return refused(reason, reason.text());
  }

  TokenException refused(TokenRefusal reason, String text) {
    return new TokenException(reason, text, key == null ? "" : key.toString(), stage);
  }
}
