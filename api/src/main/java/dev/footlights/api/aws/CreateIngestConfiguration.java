package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.resource.IngestConfigurations;
import dev.footlights.stage.resource.IngestProtocol;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.session.Scope;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an ingest configuration with its stream key and its participant id. */
final class CreateIngestConfiguration
    implements Operation<CreateIngestConfiguration.Request, CreateIngestConfiguration.Response> {

  record Request(
      @NotNull @Is(Shape.INGEST_PROTOCOL) String ingestProtocol,
      @Is(Shape.NAME) @Nullable String name,
      @Is(Shape.INGEST_CONFIGURATION_STAGE_ARN) @Nullable String stageArn,
      @Is(Shape.USER_ID) @Nullable String userId,
      @Nullable Map<String, @NotNull String> attributes,
      @Nullable Boolean insecureIngest,
      @Nullable Boolean redundantIngest,
      @Is(Shape.TAGS)
          @Nullable Map<@Is(Shape.TAG_KEY) String, @NotNull @Is(Shape.TAG_VALUE) String> tags)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return OnResources.touched(Every.of(ResourceType.INGEST_CONFIGURATION, caller), stageArn);
    }
  }

  record Response(IngestViews.Full ingestConfiguration) {}

  private final Catalogue catalogue;

  CreateIngestConfiguration(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var spec =
        new IngestConfigurations.Spec(
            Given.or(request.name(), ""),
            Given.or(request.tags(), Map.of()),
            IngestProtocol.valueOf(request.ingestProtocol()),
            IngestViews.attached(request.stageArn()),
            Given.or(request.userId(), ""),
            Given.or(request.attributes(), Map.of()),
            Given.or(request.insecureIngest(), false),
            Given.or(request.redundantIngest(), false));
    return new Response(IngestViews.full(Await.on(catalogue.createIngest(caller.scope(), spec))));
  }
}
