package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.resource.PublicKey;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.session.Scope;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** One public key. */
final class GetPublicKey implements Operation<GetPublicKey.Request, GetPublicKey.Response> {

  record Request(@NotNull @Is(Shape.PUBLIC_KEY_ARN) String arn) implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(arn);
    }
  }

  record Response(PublicKeyViews.Full publicKey) {}

  private final Catalogue catalogue;

  GetPublicKey(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var found =
        Await.on(catalogue.get(caller.scope(), ResourceArn.parse(request.arn()), PublicKey.class));
    return new Response(PublicKeyViews.full(found));
  }
}
