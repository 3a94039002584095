package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.session.Scope;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** Removes a storage configuration that no stage records to. */
final class DeleteStorageConfiguration
    implements Operation<DeleteStorageConfiguration.Request, Empty> {

  record Request(@NotNull @Is(Shape.STORAGE_CONFIGURATION_ARN) String arn) implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(arn);
    }
  }

  private final Catalogue catalogue;

  DeleteStorageConfiguration(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Empty call(Caller caller, Request request) {
    Await.on(catalogue.delete(caller.scope(), ResourceArn.parse(request.arn())));
    return Empty.BODY;
  }
}
