package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** One stage. */
final class GetStage implements Operation<GetStage.Request, GetStage.Response> {

  record Request(@NotNull @Is(Shape.STAGE_ARN) String arn) implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(arn);
    }
  }

  record Response(StageViews.Full stage) {}

  private final Control control;

  GetStage(Control control) {
    this.control = control;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var stage = Await.on(control.getStage(caller.scope(), StageArn.parse(request.arn())));
    return new Response(StageViews.full(stage, caller.endpoints()));
  }
}
