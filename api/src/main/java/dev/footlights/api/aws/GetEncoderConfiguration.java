package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.resource.EncoderConfiguration;
import dev.footlights.stage.resource.ResourceArn;
import dev.footlights.stage.session.Scope;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** One encoder configuration. */
final class GetEncoderConfiguration
    implements Operation<GetEncoderConfiguration.Request, GetEncoderConfiguration.Response> {

  record Request(@NotNull @Is(Shape.ENCODER_CONFIGURATION_ARN) String arn) implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(arn);
    }
  }

  record Response(EncoderViews.Full encoderConfiguration) {}

  private final Catalogue catalogue;

  GetEncoderConfiguration(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var found =
        Await.on(
            catalogue.get(
                caller.scope(), ResourceArn.parse(request.arn()), EncoderConfiguration.class));
    return new Response(EncoderViews.full(found));
  }
}
