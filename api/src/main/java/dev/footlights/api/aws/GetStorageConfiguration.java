package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.resource.StorageConfiguration;
import dev.footlights.stage.session.Scope;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** One storage configuration. */
final class GetStorageConfiguration
    implements Operation<GetStorageConfiguration.Request, GetStorageConfiguration.Response> {

  record Request(@NotNull @Is(Shape.STORAGE_CONFIGURATION_ARN) String arn) implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(arn);
    }
  }

  record Response(StorageViews.Full storageConfiguration) {}

  private final Catalogue catalogue;

  GetStorageConfiguration(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var found =
        Await.on(
            catalogue.get(
                caller.scope(), ResourceArn.parse(request.arn()), StorageConfiguration.class));
    return new Response(StorageViews.full(found));
  }
}
