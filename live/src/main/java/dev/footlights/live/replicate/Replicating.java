package dev.footlights.live.replicate;

import dev.footlights.live.link.Turn;
import dev.footlights.stage.StageException;
import dev.footlights.stage.Stages;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.replication.Replica;
import dev.footlights.stage.session.LiveStage;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import java.time.Duration;
import java.util.Map;

/**
 * Shows a publication in another stage. The mechanism is two rows and one roster entry: viewers of
 * the destination find the entry, and their senders are bound to the source's publication. Nothing
 * is published again.
 */
public final class Replicating {
  private final Stages stages;

  public Replicating(Stages stages) {
    this.stages = stages;
  }

  /** StartParticipantReplication. */
  public void start(
      Turn turn,
      Scope scope,
      StageArn source,
      StageArn destination,
      ParticipantId participant,
      Duration reconnectWindow,
      Map<String, String> attributes) {
    if (source.equals(destination)) {
      throw new StageException(
          StageException.Kind.VALIDATION, "sourceStageArn and destinationStageArn are the same");
    }
    LiveStage from = stages.find(scope, source);
    LiveStage to = stages.find(scope, destination);
    stages
        .replications()
        .start(from, to, participant, reconnectWindow, attributes, turn.now(), turn.out());
  }

  /**
   * StopParticipantReplication. The entry that went is in the turn's outcome: whoever watches it is
   * unbound with everything else that went.
   */
  public Replica stop(
      Turn turn, Scope scope, StageArn source, StageArn destination, ParticipantId participant) {
    LiveStage from = stages.find(scope, source);
    LiveStage to = stages.find(scope, destination);
    return stages.replications().stop(from, to, participant, turn.now(), turn.out());
  }
}
