package dev.footlights.stage.tag;

import dev.footlights.stage.Outcome;
import dev.footlights.stage.Stages;
import dev.footlights.stage.resource.Resource;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.session.LiveStage;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Changes the tags of whatever an ARN names. Owned by the control thread. */
public final class Tagging {
  private final Stages stages;

  public Tagging(Stages stages) {
    this.stages = stages;
  }

  /** Adds tags, or gives those that are there other values. */
  public void tag(Scope scope, String arn, Map<String, String> tags, Outcome out) {
    change(scope, arn, there -> Tags.with(there, tags), out);
  }

  public void untag(Scope scope, String arn, Collection<String> keys, Outcome out) {
    change(scope, arn, there -> Tags.without(there, keys), out);
  }

  private void change(
      Scope scope, String arn, UnaryOperator<Map<String, String>> change, Outcome out) {
    if (StageArn.isOne(arn)) {
      LiveStage stage = stages.find(scope, StageArn.parse(arn));
      stages.retag(stage, change.apply(stage.row().tags()), out);
    } else {
      Resource resource = stages.resources().find(scope, ResourceArn.named(arn));
      stages.resources().put(resource.withTags(change.apply(resource.tags())), out);
    }
  }
}
