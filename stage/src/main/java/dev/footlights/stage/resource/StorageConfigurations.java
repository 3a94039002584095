package dev.footlights.stage.resource;

import dev.footlights.stage.Outcome;
import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The rules of storage configurations. Owned by the control thread. */
public final class StorageConfigurations {
  private final Resources resources;
  private final Function<ResourceArn, Optional<StageArn>> recordedBy;

  /**
   * @param recordedBy a stage whose recording goes there
   */
  public StorageConfigurations(
      Resources resources, Function<ResourceArn, Optional<StageArn>> recordedBy) {
    this.resources = resources;
    this.recordedBy = recordedBy;
  }

  public StorageConfiguration create(
      Scope scope, String name, Map<String, String> tags, String bucket, Outcome out) {
    ResourceArn arn = resources.allot(scope, ResourceType.STORAGE_CONFIGURATION, tags);
    var made = new StorageConfiguration(arn, name, tags, bucket);
    resources.add(made, out);
    return made;
  }

  /** A CONFLICT refusal while a stage records there: nobody shall find out by a lost recording. */
  public void delete(Scope scope, ResourceArn arn, Outcome out) {
    ResourceArn found = resources.find(scope, arn, StorageConfiguration.class).arn();
    recordedBy
        .apply(found)
        .ifPresent(
            stage -> {
              throw new StageException(
                  Kind.CONFLICT,
                  found + " is where " + stage + " records: change or delete that stage first");
            });
    resources.remove(found, out);
  }
}
