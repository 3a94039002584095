package dev.footlights.stage;

import dev.footlights.stage.participant.Roster;
import dev.footlights.stage.quota.ResourceQuotas;
import dev.footlights.stage.recording.RecordingConfiguration;
import dev.footlights.stage.replication.Audience;
import dev.footlights.stage.replication.Replications;
import dev.footlights.stage.repository.LiveState;
import dev.footlights.stage.repository.RowChange.Clear;
import dev.footlights.stage.repository.RowChange.DeleteStage;
import dev.footlights.stage.repository.RowChange.PutStage;
import dev.footlights.stage.resource.IngestConfigurations;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.resource.Resources;
import dev.footlights.stage.session.LiveStage;
import dev.footlights.stage.session.ResourceIds;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.Sessions;
import dev.footlights.stage.session.Stage;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.tag.Tags;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** All stages there are, and the rules about them. Owned by the control thread. */
public final class Stages {
  private final Map<StageArn, LiveStage> stages = new LinkedHashMap<>();
  private final ResourceIds ids;
  private final ResourceQuotas quotas;
  private final Resources resources;
  private final IngestConfigurations ingests;
  private final Sessions sessions;
  private final Replications replications;
  private final Roster roster;

  /**
   * @param sessionEnd how long a session outlives its last participant
   */
  public Stages(
      LiveState live,
      Duration sessionEnd,
      ResourceQuotas quotas,
      Audience audience,
      ResourceIds ids,
      RandomGenerator random) {
    this.ids = ids;
    this.quotas = quotas;
    resources = new Resources(live.resources(), quotas, ids);
    ingests = new IngestConfigurations(resources, random);
    sessions = new Sessions(sessionEnd, random);
    replications = new Replications(sessions, audience, live.lastReplica());
    roster = new Roster(sessions, replications);
    for (Stage stage : live.stages()) {
      stages.put(stage.arn(), new LiveStage(stage.withActiveSession(null)));
    }
  }

  public Roster roster() {
    return roster;
  }

  public Replications replications() {
    return replications;
  }

  /** All that is not a stage and has an ARN. */
  public Resources resources() {
    return resources;
  }

  public IngestConfigurations ingests() {
    return ingests;
  }

  /** A VALIDATION refusal where the recording's storage configuration is none of the caller's. */
  public LiveStage create(
      Scope scope,
      String name,
      Map<String, String> tags,
      RecordingConfiguration recording,
      Outcome out) {
    checkStorage(scope, recording, StageException.Kind.VALIDATION);
    Tags.check(tags);
    long there = stages.keySet().stream().filter(arn -> arn.scope().equals(scope)).count();
    if (there >= quotas.stages()) {
      throw new StageException(
          StageException.Kind.QUOTA, "the region has " + quotas.stages() + " stages already");
    }
    String id = ids.next(tags, asked -> stages.containsKey(StageArn.of(scope, asked)));
    var stage = new LiveStage(new Stage(StageArn.of(scope, id), name, tags, recording, null));
    stages.put(stage.arn(), stage);
    out.put(new PutStage(stage.row()));
    return stage;
  }

  /**
   * Gives a stage another name, another recording configuration, or both; null changes nothing. A
   * NOT_FOUND refusal where the recording's storage configuration is none of the owner's.
   */
  public void update(
      LiveStage stage,
      @Nullable String name,
      @Nullable RecordingConfiguration recording,
      Outcome out) {
    Stage row = stage.row();
    if (name != null) {
      row = row.withName(name);
    }
    if (recording != null) {
      checkStorage(stage.arn().scope(), recording, StageException.Kind.NOT_FOUND);
      row = row.withRecording(recording);
    }
    stage.replace(row);
    out.put(new PutStage(row));
  }

  private void checkStorage(
      Scope scope, RecordingConfiguration recording, StageException.Kind refusal) {
    ResourceArn storage = recording.storage();
    if (storage != null
        && !(storage.scope().equals(scope) && resources.lookup(storage).isPresent())) {
      throw new StageException(
          refusal, "storageConfigurationArn: there is no storage configuration " + storage);
    }
  }

  /** Gives a stage other tags. */
  public void retag(LiveStage stage, Map<String, String> tags, Outcome out) {
    stage.replace(stage.row().withTags(tags));
    out.put(new PutStage(stage.row()));
  }

  /** A stage whose recording goes there. */
  public Optional<StageArn> recordingTo(ResourceArn storage) {
    return stages.values().stream()
        .filter(stage -> storage.equals(stage.row().recording().storage()))
        .map(LiveStage::arn)
        .findFirst();
  }

  /** The stage of that name, or null. */
  public @Nullable LiveStage lookup(StageArn arn) {
    return stages.get(arn);
  }

  /** The caller's stage of that name; a NOT_FOUND refusal when there is none. */
  public LiveStage find(Scope scope, StageArn arn) {
    LiveStage stage = stages.get(arn);
    if (stage == null || !arn.scope().equals(scope)) {
      throw absent(scope, arn);
    }
    return stage;
  }

  /** The refusal for a stage that the caller does not have. */
  public static StageException absent(Scope scope, StageArn arn) {
    String signed =
        arn.scope().equals(scope)
            ? ""
            : ": the call is signed for account " + scope.account() + " in " + scope.region();
    return new StageException(StageException.Kind.NOT_FOUND, "there is no stage " + arn + signed);
  }

  /** Removes a stage that every connection has left: replicas in it end, and its session. */
  public void delete(LiveStage stage, Moment now, Outcome out) {
    replications.stageDeleted(stage, now, out);
    sessions.end(stage, now, out);
    ingests.stageDeleted(stage.arn(), out);
    stages.remove(stage.arn());
    out.put(new DeleteStage(stage.arn()));
  }

  /** Forgets everything. Whoever was there has been disconnected before. */
  public void clear(Outcome out) {
    stages.clear();
    sessions.clear();
    replications.clear();
    resources.clear();
    out.put(new Clear());
  }

  /** What time alone brings: windows that passed, then sessions that nobody came back to. */
  public void tick(Moment now, Outcome out) {
    replications.tick(now, out);
    sessions.tick(now, out);
  }

  /** When {@link #tick} has something to do, in the control thread's nanoseconds. */
  public long deadline() {
    return Math.min(replications.deadline(), sessions.deadline());
  }

  public List<LiveStage> all() {
    return List.copyOf(stages.values());
  }
}
