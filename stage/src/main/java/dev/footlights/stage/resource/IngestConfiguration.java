package dev.footlights.stage.resource;

import dev.footlights.stage.session.StageArn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets somebody publish over RTMP (model shape IngestConfiguration).
 *
 * @param protocol RTMP also allows RTMPS
 * @param credential who the subscribers see, and the stream key; allotted for life
 * @param stage where it publishes, or null while it is attached to none
 * @param userId "" for none
 * @param redundant whether two publishers stand in for each other
 * @param redundantCredentials one for each of the two; empty unless {@code redundant}
 */
public record IngestConfiguration(
    ResourceArn arn,
    String name,
    Map<String, String> tags,
    IngestProtocol protocol,
    IngestCredential credential,
    @Nullable StageArn stage,
    String userId,
    Map<String, String> attributes,
    boolean redundant,
    List<IngestCredential> redundantCredentials)
    implements Resource {
  public IngestConfiguration {
    tags = Map.copyOf(tags);
    attributes = Map.copyOf(attributes);
    redundantCredentials = List.copyOf(redundantCredentials);
  }

  @Override
  public IngestConfiguration withTags(Map<String, String> changed) {
    return with(changed, stage, redundantCredentials);
  }

  /** The same, attached to another stage or none. */
  public IngestConfiguration attachedTo(@Nullable StageArn to) {
    return with(tags, to, redundantCredentials);
  }

  /** The same with two publishers, or with one when there are no credentials for two. */
  public IngestConfiguration withRedundancy(List<IngestCredential> credentials) {
    return with(tags, stage, credentials);
  }

  private IngestConfiguration with(
      Map<String, String> newTags, @Nullable StageArn to, List<IngestCredential> credentials) {
    return new IngestConfiguration(
        arn,
        name,
        newTags,
        protocol,
        credential,
        to,
        userId,
        attributes,
        !credentials.isEmpty(),
        credentials);
  }
}
