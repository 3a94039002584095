package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.resource.EncoderConfiguration;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.session.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The encoder configurations of the caller's account and region. */
final class ListEncoderConfigurations
    implements Operation<ListEncoderConfigurations.Request, ListEncoderConfigurations.Response> {

  record Request(
      @Is(Shape.PAGINATION_TOKEN) @Nullable String nextToken,
      @Is(Shape.MAX_RESULTS) @Nullable Integer maxResults)
      implements OnResources, Paged {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(Every.of(ResourceType.ENCODER_CONFIGURATION, caller));
    }
  }

  record Response(List<EncoderViews.Summary> encoderConfigurations, @Nullable String nextToken) {}

  private final Catalogue catalogue;

  ListEncoderConfigurations(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var page =
        Await.on(
            catalogue.list(
                caller.scope(), EncoderConfiguration.class, Pages.of(caller, request, Pages.MOST)));
    return new Response(
        page.items().stream().map(EncoderViews::summary).toList(),
        Pages.next(caller, request, page));
  }
}
