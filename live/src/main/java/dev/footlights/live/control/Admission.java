package dev.footlights.live.control;

import dev.footlights.stage.Moment;
import dev.footlights.stage.Stages;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.session.LiveStage;
import dev.footlights.stage.token.Revocations;
import dev.footlights.stage.token.TokenClaims;
import dev.footlights.stage.token.TokenRefusal;
import dev.footlights.stage.token.TokenResult;
import dev.footlights.stage.token.TokenResult.Refused;
import dev.footlights.stage.token.TokenResult.Verified;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may come in. */
final class Admission {

  /** Answer to a token: {@link Admitted} or {@link Turned}. */
  sealed interface Result {}

  record Admitted(LiveStage stage, TokenClaims claims) implements Result {}

  record Turned(TokenRefusal reason) implements Result {}

  private final Stages stages;
  private final Revocations revocations;

  Admission(Stages stages, Revocations revocations) {
    this.stages = stages;
    this.revocations = revocations;
  }

  /**
   * @param needed what the token must allow, or null when any will do
   */
  Result admit(TokenResult token, @Nullable Capability needed, Moment now) {
    return switch (token) {
      case Refused refused -> new Turned(refused.reason());
      case Verified verified -> admit(verified.claims(), needed, now);
    };
  }

  private Result admit(TokenClaims claims, @Nullable Capability needed, Moment now) {
    LiveStage stage = stages.lookup(claims.stage());
    Set<Capability> wanted = needed == null ? EnumSet.noneOf(Capability.class) : EnumSet.of(needed);
    if (claims.expired(now.wall())) {
      return new Turned(TokenRefusal.EXPIRED);
    }
    if (stage == null) {
      return new Turned(TokenRefusal.STAGE_DELETED);
    }
    if (revocations.revoked(claims)) {
      return new Turned(TokenRefusal.REVOKED);
    }
    if (!claims.capabilities().containsAll(wanted)) {
      return new Turned(TokenRefusal.LACKS_CAPABILITY);
    }
    return new Admitted(stage, claims);
  }
}
