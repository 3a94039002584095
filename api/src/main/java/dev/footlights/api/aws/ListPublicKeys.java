package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.resource.PublicKey;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.session.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The public keys of the caller's account and region. */
final class ListPublicKeys implements Operation<ListPublicKeys.Request, ListPublicKeys.Response> {

  record Request(
      @Is(Shape.PAGINATION_TOKEN) @Nullable String nextToken,
      @Is(Shape.MAX_RESULTS) @Nullable Integer maxResults)
      implements OnResources, Paged {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(Every.of(ResourceType.PUBLIC_KEY, caller));
    }
  }

  record Response(List<PublicKeyViews.Summary> publicKeys, @Nullable String nextToken) {}

  private final Catalogue catalogue;

  ListPublicKeys(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var page = Await.on(catalogue.list(caller.scope(), PublicKey.class, Pages.of(caller, request)));
    return new Response(
        page.items().stream().map(PublicKeyViews::summary).toList(),
        Pages.next(caller, request, page));
  }
}
