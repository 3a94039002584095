package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.live.control.CreatedStage;
import dev.footlights.stage.recording.RecordingConfiguration;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.token.TokenSpec;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a stage, and tokens for it in the order they were asked for. */
final class CreateStage implements Operation<CreateStage.Request, CreateStage.Response> {

  record Request(
      @Is(Shape.NAME) @Nullable String name,
      @Is(Shape.PARTICIPANT_TOKEN_CONFIGURATIONS)
          @Nullable List<@NotNull @Valid Token> participantTokenConfigurations,
      @Is(Shape.TAGS)
          @Nullable Map<@Is(Shape.TAG_KEY) String, @NotNull @Is(Shape.TAG_VALUE) String> tags,
      @Valid @Nullable AutoRecording autoParticipantRecordingConfiguration)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return OnResources.touched(
          Every.stage(caller), AutoRecording.storage(autoParticipantRecordingConfiguration));
    }
  }

  record Token(
      @Is(Shape.PARTICIPANT_TOKEN_DURATION) @Nullable Integer duration,
      @Is(Shape.USER_ID) @Nullable String userId,
      @Nullable Map<String, @NotNull String> attributes,
      @Is(Shape.PARTICIPANT_TOKEN_CAPABILITIES)
          @Nullable List<@NotNull @Is(Shape.PARTICIPANT_TOKEN_CAPABILITY) String> capabilities) {}

  record Response(StageViews.Full stage, List<TokenSpecs.View> participantTokens) {}

  private final Control control;

  CreateStage(Control control) {
    this.control = control;
  }

  @Override
  public Response call(Caller caller, Request request) {
    AutoRecording recording = request.autoParticipantRecordingConfiguration();
    List<Token> asked = request.participantTokenConfigurations();
    List<TokenSpec> specs =
        asked == null
            ? List.of()
            : asked.stream()
                .map(t -> TokenSpecs.of(t.duration(), t.userId(), t.attributes(), t.capabilities()))
                .toList();
    CreatedStage created =
        Await.on(
            control.createStage(
                caller.scope(),
                request.name() == null ? "" : request.name(),
                request.tags() == null ? Map.of() : request.tags(),
                recording == null ? RecordingConfiguration.NONE : recording.configuration(),
                specs,
                caller.endpoints()));
    Unrecorded.warn(created.stage());
    return new Response(
        StageViews.full(created.stage(), caller.endpoints()),
        created.tokens().stream().map(TokenSpecs::view).toList());
  }
}
