package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.session.Scope;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** Removes tags from whatever the ARN names; a key that is not there is no mistake. */
final class UntagResource implements Operation<UntagResource.Request, Empty> {

  record Request(
      @InPath @NotNull @Is(Shape.RESOURCE_ARN) String resourceArn,
      @InQuery @NotNull @Is(Shape.TAG_KEY_LIST) List<@NotNull @Is(Shape.TAG_KEY) String> tagKeys)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(resourceArn);
    }
  }

  private final Catalogue catalogue;

  UntagResource(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Empty call(Caller caller, Request request) {
    Await.on(catalogue.untag(caller.scope(), request.resourceArn(), request.tagKeys()));
    return Empty.BODY;
  }
}
