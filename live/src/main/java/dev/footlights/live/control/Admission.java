package dev.footlights.live.control;

import dev.footlights.stage.Moment;
import dev.footlights.stage.Stages;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.Member;
import dev.footlights.stage.session.LiveStage;
import dev.footlights.stage.token.ExchangeRule;
import dev.footlights.stage.token.Revocations;
import dev.footlights.stage.token.TokenClaims;
import dev.footlights.stage.token.TokenException;
import dev.footlights.stage.token.TokenRefusal;
import dev.footlights.stage.token.TokenResult;
import dev.footlights.stage.token.TokenResult.Refused;
import dev.footlights.stage.token.TokenResult.Verified;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may come in. */
final class Admission {

  /** Answer to a token: {@link Admitted} or {@link Turned}. */
  sealed interface Result {}

  record Admitted(LiveStage stage, TokenClaims claims) implements Result {}

  record Turned(TokenException refusal) implements Result {}

  private final Stages stages;
  private final Revocations revocations;

  Admission(Stages stages, Revocations revocations) {
    this.stages = stages;
    this.revocations = revocations;
  }

  /**
   * Whether somebody may connect.
   *
   * @param needed what the token must allow, or null when any will do
   */
  Result admit(TokenResult token, @Nullable Capability needed, Moment now) {
    return switch (holds(token, now)) {
      case Turned turned -> turned;
      case Admitted(LiveStage stage, TokenClaims claims) -> {
        Member there = stage.member(claims.participant());
        if (there != null && there.exchangedAway(claims)) {
          yield turned(claims, TokenRefusal.EXCHANGED);
        }
        yield needed == null || claims.capabilities().contains(needed)
            ? new Admitted(stage, claims)
            : turned(claims, TokenRefusal.LACKS_CAPABILITY);
      }
    };
  }

  /** Whether the token may take the place of the one that somebody who is there has. */
  Result exchange(TokenResult token, Member member, Moment now) {
    return switch (holds(token, now)) {
      case Turned turned -> turned;
      case Admitted admitted -> {
        Optional<TokenException> unlike = ExchangeRule.refusal(member.token(), admitted.claims());
        if (unlike.isPresent()) {
          yield new Turned(unlike.get());
        }
        yield member.olderThanExchanged(admitted.claims())
            ? turned(admitted.claims(), TokenRefusal.EXCHANGED)
            : admitted;
      }
    };
  }

  private Result holds(TokenResult token, Moment now) {
    return switch (token) {
      case Refused refused -> new Turned(refused.exception());
      case Verified verified -> holds(verified.claims(), now);
    };
  }

  private Result holds(TokenClaims claims, Moment now) {
    Optional<TokenRefusal> untimely = claims.untimely(now.wall());
    if (untimely.isPresent()) {
      return turned(claims, untimely.get());
    }
    LiveStage stage = stages.lookup(claims.stage());
    if (stage == null) {
      return turned(claims, TokenRefusal.STAGE_DELETED);
    }
    return revocations.revoked(claims)
        ? turned(claims, TokenRefusal.REVOKED)
        : new Admitted(stage, claims);
  }

  private static Turned turned(TokenClaims claims, TokenRefusal reason) {
    return new Turned(claims.refused(reason));
  }
}
