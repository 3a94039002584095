package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.session.Scope;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attaches an ingest configuration to another stage or none, and makes it redundant or not. */
final class UpdateIngestConfiguration
    implements Operation<UpdateIngestConfiguration.Request, UpdateIngestConfiguration.Response> {

  record Request(
      @NotNull @Is(Shape.INGEST_CONFIGURATION_ARN) String arn,
      @Is(Shape.INGEST_CONFIGURATION_STAGE_ARN) @Nullable String stageArn,
      @Nullable Boolean redundantIngest)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return OnResources.touched(arn, stageArn);
    }
  }

  record Response(IngestViews.Full ingestConfiguration) {}

  private final Catalogue catalogue;

  UpdateIngestConfiguration(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var update =
        new Catalogue.IngestUpdate(
            request.stageArn() != null,
            IngestViews.attached(request.stageArn()),
            request.redundantIngest());
    return new Response(
        IngestViews.full(
            Await.on(
                catalogue.updateIngest(caller.scope(), ResourceArn.parse(request.arn()), update))));
  }
}
