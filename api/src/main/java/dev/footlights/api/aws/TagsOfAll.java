package dev.footlights.api.aws;

import dev.footlights.api.auth.ResourceTags;
import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.StageException;
import dev.footlights.stage.session.Scope;
import java.util.Map;

/** The tags of all that has an ARN. */
final class TagsOfAll implements ResourceTags {
  private final Catalogue catalogue;

  TagsOfAll(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Map<String, String> of(Scope caller, String arn) {
    try {
      return Await.on(catalogue.tags(caller, arn));
    } catch (StageException e) {
      if (e.kind() == StageException.Kind.NOT_FOUND) {
        return Map.of();
      }
      throw e;
    }
  }
}
