package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** Removes a stage; whoever is in it is disconnected. */
final class DeleteStage implements Operation<DeleteStage.Request, Empty> {

  record Request(@NotNull @Is(Shape.STAGE_ARN) String arn) implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(arn);
    }
  }

  private final Control control;

  DeleteStage(Control control) {
    this.control = control;
  }

  @Override
  public Empty call(Caller caller, Request request) {
    Await.on(control.deleteStage(caller.scope(), StageArn.parse(request.arn())));
    return Empty.BODY;
  }
}
