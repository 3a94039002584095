package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.session.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stages of the caller's account and region. */
final class ListStages implements Operation<ListStages.Request, ListStages.Response> {

  record Request(
      @Is(Shape.PAGINATION_TOKEN) @Nullable String nextToken,
      @Is(Shape.MAX_RESULTS) @Nullable Integer maxResults)
      implements OnResources, Paged {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(Every.stage(caller));
    }
  }

  record Response(List<StageViews.Summary> stages, @Nullable String nextToken) {}

  private final Control control;

  ListStages(Control control) {
    this.control = control;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var page = Await.on(control.listStages(caller.scope(), Pages.of(caller, request)));
    return new Response(
        page.items().stream().map(StageViews::summary).toList(), Pages.next(caller, request, page));
  }
}
