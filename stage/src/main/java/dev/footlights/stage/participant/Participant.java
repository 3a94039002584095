package dev.footlights.stage.participant;

import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.StageArn;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A participant's row, keyed by stage, session and id: the members of the model's Participant that
 * can differ before there is recording and RTMP ingest.
 *
 * @param userId "" where the token named none
 * @param published whether it ever published in this session; never false again
 * @param publishing whether its media arrives now; internal: a restart must know who stopped
 * @param replicationState null while the type is NONE
 * @param sourceStage where a replica comes from; null unless the type is REPLICA
 * @param sourceSession the session there; null unless the type is REPLICA
 */
public record Participant(
    StageArn stage,
    SessionId session,
    ParticipantId id,
    String userId,
    Map<String, String> attributes,
    ParticipantState state,
    Instant firstJoinTime,
    boolean published,
    boolean publishing,
    Protocol protocol,
    RecordingState recordingState,
    ClientFacts client,
    ReplicationType replicationType,
    @Nullable ReplicationState replicationState,
    @Nullable StageArn sourceStage,
    @Nullable SessionId sourceSession) {
  public Participant {
    attributes = Map.copyOf(attributes);
  }
}
