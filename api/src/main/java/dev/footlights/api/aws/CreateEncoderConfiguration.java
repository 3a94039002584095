package dev.footlights.api.aws;

import dev.footlights.api.http.Await;
import dev.footlights.live.control.Catalogue;
import dev.footlights.stage.resource.EncoderConfiguration.Video;
import dev.footlights.stage.resource.ResourceType;
import dev.footlights.stage.session.Scope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an encoder configuration; what the request does not say is as usual. */
final class CreateEncoderConfiguration
    implements Operation<CreateEncoderConfiguration.Request, CreateEncoderConfiguration.Response> {

  record Request(
      @Is(Shape.NAME) @Nullable String name,
      @Valid @Nullable Picture video,
      @Is(Shape.TAGS)
          @Nullable Map<@Is(Shape.TAG_KEY) String, @NotNull @Is(Shape.TAG_VALUE) String> tags)
      implements OnResources {
    @Override
    public List<String> resources(Scope caller) {
      return List.of(Every.of(ResourceType.ENCODER_CONFIGURATION, caller));
    }
  }

  record Picture(
      @Is(Shape.WIDTH) @Nullable Integer width,
      @Is(Shape.HEIGHT) @Nullable Integer height,
      @Is(Shape.FRAMERATE) @Nullable Float framerate,
      @Is(Shape.BITRATE) @Nullable Integer bitrate) {}

  record Response(EncoderViews.Full encoderConfiguration) {}

  private final Catalogue catalogue;

  CreateEncoderConfiguration(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Response call(Caller caller, Request request) {
    var made =
        Await.on(
            catalogue.createEncoder(
                caller.scope(),
                Given.or(request.name(), ""),
                Given.or(request.tags(), Map.of()),
                video(request.video())));
    return new Response(EncoderViews.full(made));
  }

  private static Video video(@Nullable Picture asked) {
    return asked == null
        ? Video.USUAL
        : new Video(
            Given.or(asked.width(), Video.USUAL.width()),
            Given.or(asked.height(), Video.USUAL.height()),
            Given.or(asked.framerate(), Video.USUAL.framerate()),
            Given.or(asked.bitrate(), Video.USUAL.bitrate()));
  }
}
