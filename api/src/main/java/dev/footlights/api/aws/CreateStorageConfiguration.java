package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.session.Scope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a storage configuration. Whether the bucket exists is not looked at. */
final class CreateStorageConfiguration
    implements Operation<CreateStorageConfiguration.Request, CreateStorageConfiguration.Response> {

  record Request(
      @Is(Shape.NAME) @Nullable String name,
      @NotNull @Valid Bucket s3,
      @Is(Shape.TAGS)
          @Nullable Map<@Is(Shape.TAG_KEY) String, @NotNull @Is(Shape.TAG_VALUE) String> tags)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(Every.of(ResourceType.STORAGE_CONFIGURATION, caller));
    }
  }

  record Bucket(@NotNull @Is(Shape.S3_BUCKET_NAME) String bucketName) {}

  record Response(StorageViews.Full storageConfiguration) {}

  private final Catalogue catalogue;

  CreateStorageConfiguration(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var made =
        Await.on(
            catalogue.createStorage(
                caller.scope(),
                Given.or(request.name(), ""),
                Given.or(request.tags(), Map.of()),
                request.s3().bucketName()));
    return new Response(StorageViews.full(made));
  }
}
