package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.session.Scope;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;

/** The tags of whatever the ARN names. */
final class ListTagsForResource
    implements Operation<ListTagsForResource.Request, ListTagsForResource.Response> {

  record Request(@InPath @NotNull @Is(Shape.RESOURCE_ARN) String resourceArn)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(resourceArn);
    }
  }

  record Response(Map<String, String> tags) {}

  private final Catalogue catalogue;

  ListTagsForResource(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Response call(Caller caller, Request request) {
    return new Response(Await.on(catalogue.tags(caller.scope(), request.resourceArn())));
  }
}
