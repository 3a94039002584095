package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.session.Scope;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes in a key whose owner signs participant tokens. */
final class ImportPublicKey
    implements Operation<ImportPublicKey.Request, ImportPublicKey.Response> {

  record Request(
      @NotNull @Is(Shape.PUBLIC_KEY_MATERIAL) String publicKeyMaterial,
      @Is(Shape.NAME) @Nullable String name,
      @Is(Shape.TAGS)
          @Nullable Map<@Is(Shape.TAG_KEY) String, @NotNull @Is(Shape.TAG_VALUE) String> tags)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(Every.of(ResourceType.PUBLIC_KEY, caller));
    }
  }

  record Response(PublicKeyViews.Full publicKey) {}

  private final Catalogue catalogue;

  ImportPublicKey(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var made =
        Await.on(
            catalogue.importKey(
                caller.scope(),
                Given.or(request.name(), ""),
                Given.or(request.tags(), Map.of()),
                request.publicKeyMaterial()));
    return new Response(PublicKeyViews.full(made));
  }
}
