package dev.footlights.stage.token;

import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.StageArn;
import java.time.Instant;

/**
 * A kicked participant's token is refused from now on.
 *
 * @param until when every such token has expired and the row may go
 */
public record Revocation(StageArn stage, ParticipantId participant, Instant until) {}
