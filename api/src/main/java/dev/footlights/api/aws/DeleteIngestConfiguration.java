package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.session.Scope;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes an ingest configuration. Nobody can publish with one yet, so force changes nothing. */
final class DeleteIngestConfiguration
    implements Operation<DeleteIngestConfiguration.Request, Empty> {

  record Request(@NotNull @Is(Shape.INGEST_CONFIGURATION_ARN) String arn, @Nullable Boolean force)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(arn);
    }
  }

  private final Catalogue catalogue;

  DeleteIngestConfiguration(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Empty call(Caller caller, Request request) {
    Await.on(catalogue.delete(caller.scope(), ResourceArn.parse(request.arn())));
    return Empty.BODY;
  }
}
