package dev.footlights.api.aws;

import dev.footlights.stage.resource.EncoderConfiguration;
import java.util.Map;

/** Encoder configurations as answers show them. */
final class EncoderViews {
  private EncoderViews() {}

  /** Model shape Video. */
  record Picture(int width, int height, float framerate, int bitrate) {}

  /** Model shape EncoderConfiguration. */
  record Full(String arn, String name, Picture video, Map<String, String> tags) {}

  /** Model shape EncoderConfigurationSummary. */
  record Summary(String arn, String name, Map<String, String> tags) {}

  static Full full(EncoderConfiguration encoder) {
    var video = encoder.video();
    return new Full(
        encoder.arn().toString(),
        encoder.name(),
        new Picture(video.width(), video.height(), video.framerate(), video.bitrate()),
        encoder.tags());
  }

  static Summary summary(EncoderConfiguration encoder) {
    return new Summary(encoder.arn().toString(), encoder.name(), encoder.tags());
  }
}
