package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.resource.IngestConfiguration;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.session.Scope;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** One ingest configuration, its stream key in clear. */
final class GetIngestConfiguration
    implements Operation<GetIngestConfiguration.Request, GetIngestConfiguration.Response> {

  record Request(@NotNull @Is(Shape.INGEST_CONFIGURATION_ARN) String arn) implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(arn);
    }
  }

  record Response(IngestViews.Full ingestConfiguration) {}

  private final Catalogue catalogue;

  GetIngestConfiguration(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var found =
        Await.on(
            catalogue.get(
                caller.scope(), ResourceArn.parse(request.arn()), IngestConfiguration.class));
    return new Response(IngestViews.full(found));
  }
}
