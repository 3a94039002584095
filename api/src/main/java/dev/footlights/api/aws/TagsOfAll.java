package dev.footlights.api.aws;

import dev.footlights.api.auth.ResourceTags;
import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.StageException;
import dev.footlights.stage.session.Scope;
import java.util.Map;
import java.util.Optional;

/** The tags of all that has an ARN. */
final class TagsOfAll implements ResourceTags {
  private final Catalogue catalogue;

  TagsOfAll(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Optional<Map<String, String>> of(Scope caller, String arn) {
    if (Every.is(arn)) {
      return Optional.of(Map.of());
    }
    try {
      return Optional.of(Await.on(catalogue.tags(caller, arn)));
    } catch (StageException e) {
      if (e.kind() == StageException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
