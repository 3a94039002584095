package dev.footlights.stage.replication;

import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.ReplicationState;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.StageArn;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A replication's row, from its start to the end of the source session.
 *
 * @param number its key, grows with each start
 * @param attributes what the start call gave, without the token's
 * @param reconnectWindow 0 to 300 s
 * @param ended null while ACTIVE
 * @param endReason null while ACTIVE
 * @param listed whether ListParticipantReplicas shows it: until the source session ends or the same
 *     triple is started anew
 * @param owed shards that have not yet acknowledged its end
 */
public record Replica(
    long number,
    StageArn sourceStage,
    SessionId sourceSession,
    ParticipantId participant,
    StageArn destinationStage,
    SessionId destinationSession,
    Map<String, String> attributes,
    Duration reconnectWindow,
    ReplicationState state,
    Instant started,
    @Nullable Instant ended,
    @Nullable EndReason endReason,
    boolean listed,
    Set<Integer> owed) {
  public Replica {
    attributes = Map.copyOf(attributes);
    owed = Set.copyOf(owed);
  }

  public boolean active() {
    return state == ReplicationState.ACTIVE;
  }

  /** The same, ended; {@code shards} have yet to acknowledge. */
  public Replica endedAt(Instant at, EndReason reason, Set<Integer> shards) {
    return new Replica(
        number,
        sourceStage,
        sourceSession,
        participant,
        destinationStage,
        destinationSession,
        attributes,
        reconnectWindow,
        ReplicationState.STOPPED,
        started,
        at,
        reason,
        listed,
        shards);
  }

  public Replica withOwed(Set<Integer> shards) {
    return new Replica(
        number,
        sourceStage,
        sourceSession,
        participant,
        destinationStage,
        destinationSession,
        attributes,
        reconnectWindow,
        state,
        started,
        ended,
        endReason,
        listed,
        shards);
  }

  /** The same, no longer shown by ListParticipantReplicas. */
  public Replica unlisted() {
    return new Replica(
        number,
        sourceStage,
        sourceSession,
        participant,
        destinationStage,
        destinationSession,
        attributes,
        reconnectWindow,
        state,
        started,
        ended,
        endReason,
        false,
        owed);
  }
}
