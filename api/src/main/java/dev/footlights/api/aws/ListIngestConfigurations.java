package dev.footlights.api.aws;

import dev.footlights.api.error.AwsException;
import dev.footlights.api.error.ErrorType;
import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.Page;
import dev.footlights.stage.PageRequest;
import dev.footlights.stage.resource.IngestConfiguration;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ingest configurations of the caller's account and region, all or those that pass one filter.
 */
final class ListIngestConfigurations
    implements Operation<ListIngestConfigurations.Request, ListIngestConfigurations.Response> {

  record Request(
      @Is(Shape.STAGE_ARN) @Nullable String filterByStageArn,
      @Is(Shape.INGEST_CONFIGURATION_STATE) @Nullable String filterByState,
      @Is(Shape.PAGINATION_TOKEN) @Nullable String nextToken,
      @Is(Shape.MAX_RESULTS) @Nullable Integer maxResults)
      implements OnResources, Paged {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(Every.of(ResourceType.INGEST_CONFIGURATION, caller));
    }
  }

  record Response(List<IngestViews.Summary> ingestConfigurations, @Nullable String nextToken) {}

  private final Catalogue catalogue;

  ListIngestConfigurations(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Response call(Caller caller, Request request) {
    String stage = request.filterByStageArn();
    String state = request.filterByState();
    if (stage != null && state != null) {
      throw new AwsException(
          ErrorType.VALIDATION, "Only one of filterByStageArn and filterByState may be given");
    }
    PageRequest wanted = Pages.of(caller, request);
    if (IngestViews.State.ACTIVE.name().equals(state)) {
      // Nothing listens for RTMP yet, so none of them is.
      return new Response(List.of(), null);
    }
    Page<IngestConfiguration> page =
        Await.on(
            stage == null
                ? catalogue.list(caller.scope(), IngestConfiguration.class, wanted)
                : catalogue.listIngests(caller.scope(), StageArn.parse(stage), wanted));
    return new Response(
        page.items().stream().map(IngestViews::summary).toList(),
        Pages.next(caller, request, page));
  }
}
