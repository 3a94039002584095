package dev.footlights.live.control;

import dev.footlights.stage.Page;
import dev.footlights.stage.PageRequest;
import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.Stages;
import dev.footlights.stage.repository.Store;
import dev.footlights.stage.resource.EncoderConfiguration;
import dev.footlights.stage.resource.EncoderConfiguration.Video;
import dev.footlights.stage.resource.EncoderConfigurations;
import dev.footlights.stage.resource.IngestConfiguration;
import dev.footlights.stage.resource.IngestConfigurations;
import dev.footlights.stage.resource.PublicKey;
import dev.footlights.stage.resource.PublicKeys;
import dev.footlights.stage.resource.Resource;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.resource.Resources;
import dev.footlights.stage.resource.StorageConfiguration;
import dev.footlights.stage.resource.StorageConfigurations;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.tag.Tagging;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Commands about what people make beside stages, and about the tags of everything. As {@link
 * Control}: from any thread, and a future ends when the change is durable.
 */
public final class Catalogue {
  private final Turns turns;
  private final Store store;
  private final Stages stages;
  private final EncoderConfigurations encoders;
  private final StorageConfigurations storages;
  private final PublicKeys keys;
  private final Tagging tagging;

  Catalogue(Turns turns, Store store, Stages stages) {
    this.turns = turns;
    this.store = store;
    this.stages = stages;
    Resources resources = stages.resources();
    encoders = new EncoderConfigurations(resources);
    storages = new StorageConfigurations(resources, stages::recordingTo);
    keys = new PublicKeys(resources);
    tagging = new Tagging(stages);
  }

  public CompletableFuture<EncoderConfiguration> createEncoder(
      Scope scope, String name, Map<String, String> tags, Video video) {
    return turns.submit(turn -> encoders.create(scope, name, tags, video, turn.out()));
  }

  public CompletableFuture<StorageConfiguration> createStorage(
      Scope scope, String name, Map<String, String> tags, String bucket) {
    return turns.submit(turn -> storages.create(scope, name, tags, bucket, turn.out()));
  }

  /**
   * @param material PEM text
   */
  public CompletableFuture<PublicKey> importKey(
      Scope scope, String name, Map<String, String> tags, String material) {
    return turns.submit(turn -> keys.add(scope, name, tags, material, turn.out()));
  }

  /** A VALIDATION refusal when the stage is not the caller's. */
  public CompletableFuture<IngestConfiguration> createIngest(
      Scope scope, IngestConfigurations.Spec spec) {
    return turns.submit(
        turn -> {
          StageArn stage = spec.stage();
          if (stage != null) {
            own(scope, stage);
          }
          return stages.ingests().create(scope, spec, turn.out());
        });
  }

  /** Creating lists no error for a stage that is not there: it is a bad value then. */
  private void own(Scope scope, StageArn stage) {
    try {
      stages.find(scope, stage);
    } catch (StageException e) {
      throw new StageException(Kind.VALIDATION, "stageArn: " + e.getMessage());
    }
  }

  /**
   * What of an ingest configuration changes.
   *
   * @param attach whether it goes to {@code stage}; else it stays where it is
   * @param stage null for none
   * @param redundant null when it stays as it is
   */
  public record IngestUpdate(
      boolean attach, @Nullable StageArn stage, @Nullable Boolean redundant) {}

  public CompletableFuture<IngestConfiguration> updateIngest(
      Scope scope, ResourceArn arn, IngestUpdate update) {
    return turns.submit(
        turn -> {
          var found = stages.resources().find(scope, arn, IngestConfiguration.class);
          StageArn stage = update.attach() ? update.stage() : found.stage();
          if (update.attach() && stage != null) {
            stages.find(scope, stage);
          }
          boolean redundant = update.redundant() == null ? found.redundant() : update.redundant();
          return stages.ingests().attach(found, stage, redundant, turn.out());
        });
  }

  /** A NOT_FOUND refusal when the caller has none of that name. */
  public CompletableFuture<Void> delete(Scope scope, ResourceArn arn) {
    return turns.submitDo(
        turn -> {
          switch (arn.type()) {
            case ENCODER_CONFIGURATION -> encoders.delete(scope, arn, turn.out());
            case STORAGE_CONFIGURATION -> storages.delete(scope, arn, turn.out());
            case PUBLIC_KEY -> keys.delete(scope, arn, turn.out());
            case INGEST_CONFIGURATION -> stages.ingests().delete(scope, arn, turn.out());
          }
        });
  }

  /** The caller's, which by its ARN is of that class. */
  public <T extends Resource> CompletableFuture<T> get(
      Scope scope, ResourceArn arn, Class<T> type) {
    return turns
        .read(() -> store.resource(arn))
        .thenApply(
            found ->
                found
                    .filter(row -> arn.scope().equals(scope))
                    .filter(type::isInstance)
                    .map(type::cast)
                    .orElseThrow(() -> Resources.absent(scope, arn)));
  }

  /** In the order of their ARNs. */
  public <T extends Resource> CompletableFuture<Page<T>> list(
      Scope scope, Class<T> type, PageRequest page) {
    return list(scope, type, null, page);
  }

  public CompletableFuture<Page<IngestConfiguration>> listIngests(
      Scope scope, StageArn attachedTo, PageRequest page) {
    return list(scope, IngestConfiguration.class, attachedTo, page);
  }

  private <T extends Resource> CompletableFuture<Page<T>> list(
      Scope scope, Class<T> type, @Nullable StageArn attachedTo, PageRequest page) {
    return turns
        .read(() -> store.resources(scope, ResourceType.of(type), attachedTo, page))
        .thenApply(
            found ->
                new Page<>(found.items().stream().map(type::cast).toList(), found.nextToken()));
  }

  /** How many an account may have in a region. */
  public int most(Class<? extends Resource> type) {
    return stages.resources().most(ResourceType.of(type));
  }

  // --- tags ----------------------------------------------------------------------------------

  /** Of whatever the ARN names; a NOT_FOUND refusal when the caller has none of that name. */
  public CompletableFuture<Map<String, String>> tags(Scope scope, String arn) {
    if (StageArn.isOne(arn)) {
      StageArn stage = StageArn.parse(arn);
      return turns
          .read(() -> store.stage(stage))
          .thenApply(
              found ->
                  found
                      .filter(row -> stage.scope().equals(scope))
                      .orElseThrow(() -> Stages.absent(scope, stage))
                      .tags());
    }
    try {
      return get(scope, ResourceArn.named(arn), Resource.class).thenApply(Resource::tags);
    } catch (StageException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  public CompletableFuture<Void> tag(Scope scope, String arn, Map<String, String> tags) {
    return turns.submitDo(turn -> tagging.tag(scope, arn, tags, turn.out()));
  }

  /** Keys that are not there are no mistake. */
  public CompletableFuture<Void> untag(Scope scope, String arn, Collection<String> keys) {
    return turns.submitDo(turn -> tagging.untag(scope, arn, keys, turn.out()));
  }
}
