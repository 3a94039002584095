package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.StageArn;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** One session of a stage, open or ended. */
final class GetStageSession
    implements Operation<GetStageSession.Request, GetStageSession.Response> {

  record Request(
      @NotNull @Is(Shape.STAGE_ARN) String stageArn,
      @NotNull @Is(Shape.STAGE_SESSION_ID) String sessionId)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(stageArn);
    }
  }

  record Response(StageViews.SessionView stageSession) {}

  private final Control control;

  GetStageSession(Control control) {
    this.control = control;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var session =
        Await.on(
            control.getStageSession(
                caller.scope(),
                StageArn.parse(request.stageArn()),
                new SessionId(request.sessionId())));
    return new Response(StageViews.session(session));
  }
}
