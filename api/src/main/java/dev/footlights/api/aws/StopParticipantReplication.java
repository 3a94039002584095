package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** Ends one replication: the participant leaves the destination stage and goes on in the source. */
final class StopParticipantReplication
    implements Operation<StopParticipantReplication.Request, Empty> {

  record Request(
      @NotNull @Is(Shape.STAGE_ARN) String sourceStageArn,
      @NotNull @Is(Shape.STAGE_ARN) String destinationStageArn,
      @NotNull @Is(Shape.PARTICIPANT_ID) String participantId)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(sourceStageArn, destinationStageArn);
    }
  }

  private final Control control;

  StopParticipantReplication(Control control) {
    this.control = control;
  }

  /** Returns when no shard sends the replica's packets any more and the change is durable. */
  @Override
  public Empty call(Caller caller, Request request) {
    Await.on(
        control.stopReplication(
            caller.scope(),
            StageArn.parse(request.sourceStageArn()),
            StageArn.parse(request.destinationStageArn()),
            ParticipantId.of(request.participantId())));
    return Empty.BODY;
  }
}
