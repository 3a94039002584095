package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.recording.RecordingConfiguration;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives a stage another name, another recording configuration, or both. */
final class UpdateStage implements Operation<UpdateStage.Request, UpdateStage.Response> {

  record Request(
      @NotNull @Is(Shape.STAGE_ARN) String arn,
      @Is(Shape.NAME) @Nullable String name,
      @Valid @Nullable AutoRecording autoParticipantRecordingConfiguration)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return OnResources.touched(arn, AutoRecording.storage(autoParticipantRecordingConfiguration));
    }
  }

  record Response(StageViews.Full stage) {}

  private final Control control;

  UpdateStage(Control control) {
    this.control = control;
  }

  @Override
  public Response call(Caller caller, Request request) {
    AutoRecording asked = request.autoParticipantRecordingConfiguration();
    RecordingConfiguration recording = asked == null ? null : asked.configuration();
    var stage =
        Await.on(
            control.updateStage(
                caller.scope(), StageArn.parse(request.arn()), request.name(), recording));
    if (recording != null) {
      Unrecorded.warn(stage);
    }
    return new Response(StageViews.full(stage, caller.endpoints()));
  }
}
