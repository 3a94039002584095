package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Begins one replication: a publisher of the source stage is shown in the destination too. */
final class StartParticipantReplication
    implements Operation<StartParticipantReplication.Request, Empty> {

  record Request(
      @NotNull @Is(Shape.STAGE_ARN) String sourceStageArn,
      @NotNull @Is(Shape.STAGE_ARN) String destinationStageArn,
      @NotNull @Is(Shape.PARTICIPANT_ID) String participantId,
      @Is(Shape.RECONNECT_WINDOW) @Nullable Integer reconnectWindowSeconds,
      @Nullable Map<String, @NotNull String> attributes)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(sourceStageArn, destinationStageArn);
    }
  }

  private final Control control;

  StartParticipantReplication(Control control) {
    this.control = control;
  }

  @Override
  public Empty call(Caller caller, Request request) {
    Integer window = request.reconnectWindowSeconds();
    Await.on(
        control.startReplication(
            caller.scope(),
            StageArn.parse(request.sourceStageArn()),
            StageArn.parse(request.destinationStageArn()),
            ParticipantId.of(request.participantId()),
            window == null ? Duration.ZERO : Duration.ofSeconds(window),
            request.attributes() == null ? Map.of() : request.attributes()));
    return Empty.BODY;
  }
}
