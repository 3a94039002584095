package dev.footlights.api.aws;

import dev.footlights.api.auth.ResourceTags;
import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.StageException;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import java.util.Map;

/** The tags of stages; nothing else has any yet. */
final class StageTags implements ResourceTags {
  private final Control control;

  StageTags(Control control) {
    this.control = control;
  }

  @Override
  public Map<String, String> of(Scope caller, String arn) {
    StageArn stage;
    try {
      stage = StageArn.parse(arn);
    } catch (StageException e) {
      return Map.of();
    }
    try {
      return Await.on(control.getStage(caller, stage)).tags();
    } catch (StageException e) {
      if (e.kind() == StageException.Kind.NOT_FOUND) {
        return Map.of();
      }
      throw e;
    }
  }
}
