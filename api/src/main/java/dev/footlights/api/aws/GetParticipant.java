package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.StageArn;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** One participant of one session. */
final class GetParticipant implements Operation<GetParticipant.Request, GetParticipant.Response> {

  record Request(
      @NotNull @Is(Shape.STAGE_ARN) String stageArn,
      @NotNull @Is(Shape.STAGE_SESSION_ID) String sessionId,
      @NotNull @Is(Shape.PARTICIPANT_ID) String participantId)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(stageArn);
    }
  }

  record Response(ParticipantViews.Full participant) {}

  private final Control control;

  GetParticipant(Control control) {
    this.control = control;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var participant =
        Await.on(
            control.getParticipant(
                caller.scope(),
                StageArn.parse(request.stageArn()),
                new SessionId(request.sessionId()),
                ParticipantId.of(request.participantId())));
    return new Response(ParticipantViews.full(participant));
  }
}
