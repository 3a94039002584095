package dev.footlights.stage.event;

import dev.footlights.stage.participant.Participant;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.participant.ReplicationType;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.StageArn;
import dev.footlights.stage.token.ExchangedToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the log of a stage. Entries are in the order of their commits.
 *
 * @param userId the participant's, "" where it has none; of TOKEN_EXCHANGED the new one
 * @param remoteParticipant the publisher, of SUBSCRIBE events
 * @param errorCode of ERROR events
 * @param destinationStage of REPLICATION events
 * @param destinationSession of REPLICATION events
 * @param replica whether the participant, or for SUBSCRIBE events the remote one, is a replica
 * @param sourceStage where a participant that is a replica comes from, else null
 * @param sourceSession the session there
 * @param previousToken of TOKEN_EXCHANGED
 * @param newToken of TOKEN_EXCHANGED
 */
public record ParticipantEvent(
    StageArn stage,
    SessionId session,
    ParticipantId participant,
    String userId,
    EventName name,
    Instant time,
    @Nullable ParticipantId remoteParticipant,
    @Nullable ErrorCode errorCode,
    @Nullable StageArn destinationStage,
    @Nullable SessionId destinationSession,
    boolean replica,
    @Nullable StageArn sourceStage,
    @Nullable SessionId sourceSession,
    @Nullable ExchangedToken previousToken,
    @Nullable ExchangedToken newToken) {

  /** What a participant did. */
  public static ParticipantEvent of(Participant row, EventName name, Instant time) {
    return new ParticipantEvent(
        row.stage(),
        row.session(),
        row.id(),
        row.userId(),
        name,
        time,
        null,
        null,
        null,
        null,
        row.replicationType() == ReplicationType.REPLICA,
        row.sourceStage(),
        row.sourceSession(),
        null,
        null);
  }

  /** The same about somebody it watches, or wanted to watch. */
  public ParticipantEvent watching(ParticipantId remote, boolean remoteIsReplica) {
    return with(
        remote,
        errorCode,
        destinationStage,
        destinationSession,
        remoteIsReplica,
        previousToken,
        newToken);
  }

  /** The same with why it failed. */
  public ParticipantEvent failing(ErrorCode code) {
    return with(
        remoteParticipant,
        code,
        destinationStage,
        destinationSession,
        replica,
        previousToken,
        newToken);
  }

  /** The same about a replication of it. */
  public ParticipantEvent about(Replica replication) {
    return with(
        remoteParticipant,
        errorCode,
        replication.destinationStage(),
        replication.destinationSession(),
        replica,
        previousToken,
        newToken);
  }

  /** The same with the tokens that changed places. */
  public ParticipantEvent exchanging(ExchangedToken previous, ExchangedToken next) {
    return with(
        remoteParticipant,
        errorCode,
        destinationStage,
        destinationSession,
        replica,
        previous,
        next);
  }

  private ParticipantEvent with(
      @Nullable ParticipantId remote,
      @Nullable ErrorCode code,
      @Nullable StageArn toStage,
      @Nullable SessionId toSession,
      boolean ofReplica,
      @Nullable ExchangedToken previous,
      @Nullable ExchangedToken next) {
    return new ParticipantEvent(
        stage,
        session,
        participant,
        userId,
        name,
        time,
        remote,
        code,
        toStage,
        toSession,
        ofReplica,
        sourceStage,
        sourceSession,
        previous,
        next);
  }
}
