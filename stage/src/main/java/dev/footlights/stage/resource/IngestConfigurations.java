package dev.footlights.stage.resource;

import dev.footlights.stage.Outcome;
import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.quota.Quotas;
import dev.footlights.stage.session.Ids;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of ingest configurations. Owned by the control thread. */
public final class IngestConfigurations {
  /** Characters of a stream key's secret: 238 bits. */
  private static final int SECRET = 40;

  private final Resources resources;
  private final RandomGenerator random;

  /**
   * @param random of stream keys: one that nobody can guess
   */
  public IngestConfigurations(Resources resources, RandomGenerator random) {
    this.resources = resources;
    this.random = random;
  }

  /**
   * What a new one shall be.
   *
   * @param stage the caller's, or null
   * @param insecure whether RTMP without TLS is wanted
   */
  public record Spec(
      String name,
      Map<String, String> tags,
      IngestProtocol protocol,
      @Nullable StageArn stage,
      String userId,
      Map<String, String> attributes,
      boolean insecure,
      boolean redundant) {
    public Spec {
      tags = Map.copyOf(tags);
      attributes = Map.copyOf(attributes);
    }
  }

  public IngestConfiguration create(Scope scope, Spec spec, Outcome out) {
    if (spec.protocol() == IngestProtocol.RTMP && !spec.insecure()) {
      throw new StageException(
          Kind.VALIDATION,
          "ingestProtocol RTMP sends the stream key in the clear: say insecureIngest true as well,"
              + " or choose RTMPS");
    }
    Quotas.checkAttributes(spec.attributes());
    ResourceArn arn = resources.allot(scope, ResourceType.INGEST_CONFIGURATION, spec.tags());
    var made =
        new IngestConfiguration(
            arn,
            spec.name(),
            spec.tags(),
            spec.protocol(),
            credential(arn),
            spec.stage(),
            spec.userId(),
            spec.attributes(),
            spec.redundant(),
            spec.redundant() ? pair(arn) : List.of());
    resources.add(made, out);
    return made;
  }

  /** Attaches one to a stage of the same scope, or to none. */
  public IngestConfiguration attach(
      IngestConfiguration to, @Nullable StageArn stage, boolean redundant, Outcome out) {
    IngestConfiguration changed = to.attachedTo(stage);
    if (redundant != to.redundant()) {
      changed = changed.withRedundancy(redundant ? pair(to.arn()) : List.of());
    }
    resources.put(changed, out);
    return changed;
  }

  public void delete(Scope scope, ResourceArn arn, Outcome out) {
    resources.remove(resources.find(scope, arn, IngestConfiguration.class).arn(), out);
  }

  /** The stage is deleted: nothing publishes into it any more. */
  public void stageDeleted(StageArn stage, Outcome out) {
    detach(stage, ingest -> true, out);
  }

  /**
   * A participant is put out of a stage for good: what it publishes with is attached to none.
   *
   * @return whether there was such a configuration
   */
  public boolean disconnected(StageArn stage, ParticipantId participant, Outcome out) {
    return detach(stage, ingest -> publishes(ingest, participant), out);
  }

  private boolean detach(StageArn stage, Predicate<IngestConfiguration> which, Outcome out) {
    List<IngestConfiguration> attached =
        resources
            .of(stage.scope(), ResourceType.INGEST_CONFIGURATION)
            .map(IngestConfiguration.class::cast)
            .filter(ingest -> stage.equals(ingest.stage()) && which.test(ingest))
            .toList();
    attached.forEach(ingest -> resources.put(ingest.attachedTo(null), out));
    return !attached.isEmpty();
  }

  private static boolean publishes(IngestConfiguration ingest, ParticipantId participant) {
    return Stream.concat(Stream.of(ingest.credential()), ingest.redundantCredentials().stream())
        .anyMatch(credential -> credential.participant().equals(participant));
  }

  private List<IngestCredential> pair(ResourceArn arn) {
    return List.of(credential(arn), credential(arn));
  }

  /** Model shape StreamKey: {@code rt_<account>_<region>_<id>_<secret>}. */
  private IngestCredential credential(ResourceArn arn) {
    String key =
        "rt_%s_%s_%s_%s"
            .formatted(arn.account(), arn.region(), arn.id(), Ids.characters(random, SECRET));
    return new IngestCredential(ParticipantId.of(Ids.id(random)), key);
  }
}
