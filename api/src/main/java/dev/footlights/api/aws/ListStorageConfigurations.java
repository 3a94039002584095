package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.resource.StorageConfiguration;
import dev.footlights.stage.session.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The storage configurations of the caller's account and region. */
final class ListStorageConfigurations
    implements Operation<ListStorageConfigurations.Request, ListStorageConfigurations.Response> {

  record Request(
      @Is(Shape.PAGINATION_TOKEN) @Nullable String nextToken,
      @Is(Shape.MAX_RESULTS) @Nullable Integer maxResults)
      implements OnResources, Paged {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(Every.of(ResourceType.STORAGE_CONFIGURATION, caller));
    }
  }

  record Response(List<StorageViews.Full> storageConfigurations, @Nullable String nextToken) {}

  private final Catalogue catalogue;

  ListStorageConfigurations(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var page =
        Await.on(
            catalogue.list(
                caller.scope(),
                StorageConfiguration.class,
                Pages.of(
                    caller,
                    request,
                    Math.clamp(catalogue.most(StorageConfiguration.class), 1, Pages.MOST))));
    return new Response(
        page.items().stream().map(StorageViews::full).toList(), Pages.next(caller, request, page));
  }
}
