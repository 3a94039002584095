package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.session.Scope;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;

/** Adds tags to whatever the ARN names; a key that is there gets the new value. */
final class TagResource implements Operation<TagResource.Request, Empty> {

  record Request(
      @InPath @NotNull @Is(Shape.RESOURCE_ARN) String resourceArn,
      @NotNull @Is(Shape.TAGS)
          Map<@Is(Shape.TAG_KEY) String, @NotNull @Is(Shape.TAG_VALUE) String> tags)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(resourceArn);
    }
  }

  private final Catalogue catalogue;

  TagResource(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Empty call(Caller caller, Request request) {
    Await.on(catalogue.tag(caller.scope(), request.resourceArn(), request.tags()));
    return Empty.BODY;
  }
}
