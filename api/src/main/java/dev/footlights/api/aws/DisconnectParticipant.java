package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a participant out of a stage for good: its token is refused from then on. */
final class DisconnectParticipant implements Operation<DisconnectParticipant.Request, Empty> {

  record Request(
      @NotNull @Is(Shape.STAGE_ARN) String stageArn,
      @NotNull @Is(Shape.PARTICIPANT_ID) String participantId,
      @Is(Shape.DISCONNECT_PARTICIPANT_REASON) @Nullable String reason)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(stageArn);
    }
  }

  private final Control control;

  DisconnectParticipant(Control control) {
    this.control = control;
  }

  @Override
  public Empty call(Caller caller, Request request) {
    Await.on(
        control.disconnectParticipant(
            caller.scope(),
            StageArn.parse(request.stageArn()),
            ParticipantId.of(request.participantId()),
            request.reason() == null ? "" : request.reason()));
    return Empty.BODY;
  }
}
