package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.participant.ParticipantId;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Begins one replication: a publisher of the source stage is shown in the destination too. */
final class StartParticipantReplication
    implements Operation<StartParticipantReplication.Request, Empty> {

  record Request(
      @NotNull @Shape.StageArn String sourceStageArn,
      @NotNull @Shape.StageArn String destinationStageArn,
      @NotNull @Shape.ParticipantId String participantId,
      @Min(0) @Max(300) @Nullable Integer reconnectWindowSeconds,
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
