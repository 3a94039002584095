package dev.footlights.stage.resource;

import dev.footlights.stage.Outcome;
import dev.footlights.stage.resource.EncoderConfiguration.Video;
import dev.footlights.stage.session.Scope;
import java.util.Map;

/** The rules of encoder configurations. Owned by the control thread. */
public final class EncoderConfigurations {
  private final Resources resources;

  public EncoderConfigurations(Resources resources) {
    this.resources = resources;
  }

  public EncoderConfiguration create(
      Scope scope, String name, Map<String, String> tags, Video video, Outcome out) {
    video.check();
    ResourceArn arn = resources.allot(scope, ResourceType.ENCODER_CONFIGURATION, tags);
    var made = new EncoderConfiguration(arn, name, tags, video);
    resources.add(made, out);
    return made;
  }

  public void delete(Scope scope, ResourceArn arn, Outcome out) {
    resources.remove(resources.find(scope, arn, EncoderConfiguration.class).arn(), out);
  }
}
