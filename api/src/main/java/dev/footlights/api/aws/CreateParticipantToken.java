package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Control;
import dev.footlights.stage.session.Scope;
import dev.footlights.stage.session.StageArn;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a token: a new participant id each time. */
final class CreateParticipantToken
    implements Operation<CreateParticipantToken.Request, CreateParticipantToken.Response> {

  record Request(
      @NotNull @Is(Shape.STAGE_ARN) String stageArn,
      @Is(Shape.PARTICIPANT_TOKEN_DURATION) @Nullable Integer duration,
      @Is(Shape.USER_ID) @Nullable String userId,
      @Nullable Map<String, @NotNull String> attributes,
      @Is(Shape.PARTICIPANT_TOKEN_CAPABILITIES)
          @Nullable List<@NotNull @Is(Shape.PARTICIPANT_TOKEN_CAPABILITY) String> capabilities)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(stageArn);
    }
  }

  record Response(TokenSpecs.View participantToken) {}

  private final Control control;

  CreateParticipantToken(Control control) {
    this.control = control;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var token =
        Await.on(
            control.createParticipantToken(
                caller.scope(),
                StageArn.parse(request.stageArn()),
                TokenSpecs.of(
                    request.duration(),
                    request.userId(),
                    request.attributes(),
                    request.capabilities()),
                caller.endpoints()));
    return new Response(TokenSpecs.view(token));
  }
}
