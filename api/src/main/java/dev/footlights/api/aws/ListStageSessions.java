package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sessions of a stage, newest first. */
final class ListStageSessions
    implements Operation<ListStageSessions.Request, ListStageSessions.Response> {

  record Request(
      @NotNull @Is(Shape.STAGE_ARN) String stageArn,
      @Is(Shape.PAGINATION_TOKEN) @Nullable String nextToken,
      @Is(Shape.MAX_RESULTS) @Nullable Integer maxResults)
      implements OnResources, Paged {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(stageArn);
    }
  }

  record Response(List<StageViews.SessionView> stageSessions, @Nullable String nextToken) {}

  private final Control control;

  ListStageSessions(Control control) {
    this.control = control;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var page =
        Await.on(
            control.listStageSessions(
                caller.scope(), StageArn.parse(request.stageArn()), Pages.of(caller, request)));
    return new Response(
        page.items().stream().map(StageViews::session).toList(), Pages.next(caller, request, page));
  }
}
