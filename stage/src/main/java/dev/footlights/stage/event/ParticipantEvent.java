package dev.footlights.stage.event;

import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.SessionId;
import dev.footlights.stage.session.StageArn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the log of a participant of a session. Entries are in the order of their commits.
 *
 * @param remoteParticipant the publisher, of SUBSCRIBE events
 * @param errorCode of ERROR events
 * @param destinationStage of REPLICATION events
 * @param destinationSession of REPLICATION events
 * @param replica whether the participant, or for SUBSCRIBE events the remote one, is a replica
 */
public record ParticipantEvent(
    StageArn stage,
    SessionId session,
    ParticipantId participant,
    EventName name,
    Instant time,
    @Nullable ParticipantId remoteParticipant,
    @Nullable ErrorCode errorCode,
    @Nullable StageArn destinationStage,
    @Nullable SessionId destinationSession,
    boolean replica) {}
