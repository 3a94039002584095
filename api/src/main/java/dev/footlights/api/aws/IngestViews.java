package dev.footlights.api.aws;

import dev.footlights.stage.resource.IngestConfiguration;
import dev.footlights.stage.resource.IngestCredential;
import dev.footlights.stage.resource.IngestProtocol;
import dev.footlights.stage.session.StageArn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ingest configurations as answers show them. */
final class IngestViews {
  private IngestViews() {}

  /** Model shape IngestConfigurationState. */
  enum State {
    ACTIVE,
    INACTIVE
  }

  /** Model shape RedundantIngestCredential. */
  record Credential(String participantId, String streamKey) {
    @Override
    public String toString() {
      return "Credential[" + participantId + "]";
    }
  }

  /** Model shape IngestConfiguration. */
  record Full(
      String arn,
      String name,
      IngestProtocol ingestProtocol,
      String streamKey,
      String stageArn,
      String participantId,
      State state,
      String userId,
      boolean redundantIngest,
      @Nullable List<Credential> redundantIngestCredentials,
      Map<String, String> attributes,
      Map<String, String> tags) {
    @Override
    public String toString() {
      return "Full[" + arn + "]";
    }
  }

  /** Model shape IngestConfigurationSummary. */
  record Summary(
      String arn,
      String name,
      IngestProtocol ingestProtocol,
      String stageArn,
      String participantId,
      State state,
      String userId,
      boolean redundantIngest) {}

  static Full full(IngestConfiguration ingest) {
    return new Full(
        ingest.arn().toString(),
        ingest.name(),
        ingest.protocol(),
        ingest.credential().streamKey(),
        stage(ingest),
        ingest.credential().participant().value(),
        State.INACTIVE,
        ingest.userId(),
        ingest.redundant(),
        ingest.redundant()
            ? ingest.redundantCredentials().stream().map(IngestViews::credential).toList()
            : null,
        ingest.attributes(),
        ingest.tags());
  }

  static Summary summary(IngestConfiguration ingest) {
    return new Summary(
        ingest.arn().toString(),
        ingest.name(),
        ingest.protocol(),
        stage(ingest),
        ingest.credential().participant().value(),
        State.INACTIVE,
        ingest.userId(),
        ingest.redundant());
  }

  private static Credential credential(IngestCredential one) {
    return new Credential(one.participant().value(), one.streamKey());
  }

  private static String stage(IngestConfiguration ingest) {
    return ingest.stage() == null ? "" : ingest.stage().toString();
  }

  /** The stage that a request attaches to; "" means none. */
  static @Nullable StageArn attached(@Nullable String stageArn) {
    return stageArn == null || stageArn.isEmpty() ? null : StageArn.parse(stageArn);
  }
}
