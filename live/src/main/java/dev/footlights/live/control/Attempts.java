package dev.footlights.live.control;

import dev.footlights.live.link.Turn;
import dev.footlights.stage.StageException;
import dev.footlights.stage.Stages;
import dev.footlights.stage.event.ErrorCode;
import dev.footlights.stage.event.EventName;
import dev.footlights.stage.participant.Capability;
import dev.footlights.stage.participant.Member;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.LiveStage;
import dev.footlights.stage.token.TokenResult;
import dev.footlights.stage.token.TokenResult.Verified;
import org.jspecify.annotations.Nullable;

/**
 * Logs what was refused to somebody who is present in the stage; of a bad token there is no log.
 */
final class Attempts {
  private final Stages stages;

  Attempts(Stages stages) {
    this.stages = stages;
  }

  /**
   * @param remote whom the bearer wanted to watch, or null
   */
  void refused(
      Turn turn,
      TokenResult token,
      Capability attempted,
      @Nullable ParticipantId remote,
      StageException refusal) {
    if (!turn.untouched()) {
      throw refusal;
    }
    Member member = bearer(token);
    ErrorCode code = refusal.error() == null ? code(refusal.kind()) : refusal.error();
    if (member != null && member.present() && code != null) {
      EventName name =
          attempted == Capability.PUBLISH ? EventName.PUBLISH_ERROR : EventName.SUBSCRIBE_ERROR;
      turn.out().event(member.failed(name, turn.now().wall(), code, remote));
    }
  }

  private @Nullable Member bearer(TokenResult token) {
    if (!(token instanceof Verified verified)) {
      return null;
    }
    LiveStage stage = stages.lookup(verified.claims().stage());
    return stage == null ? null : stage.member(verified.claims().participant());
  }

  private static @Nullable ErrorCode code(StageException.Kind kind) {
    return switch (kind) {
      case QUOTA -> ErrorCode.QUOTA_EXCEEDED;
      case FORBIDDEN -> ErrorCode.INSUFFICIENT_CAPABILITIES;
      case NOT_FOUND, CONFLICT -> ErrorCode.PUBLISHER_NOT_FOUND;
      case BAD_OFFER -> ErrorCode.INVALID_INPUT;
      case VALIDATION, UNAUTHORIZED, UNAVAILABLE, INTERNAL -> null;
    };
  }
}
