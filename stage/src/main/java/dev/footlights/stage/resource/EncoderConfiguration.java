package dev.footlights.stage.resource;

import java.util.Map;

/** How a composition is encoded (model shape EncoderConfiguration). */
public record EncoderConfiguration(
    ResourceArn arn, String name, Map<String, String> tags, Video video) implements Resource {

  /**
   * Model shape Video.
   *
   * @param width pixels
   * @param height pixels
   * @param framerate frames per second
   * @param bitrate bits per second
   */
  public record Video(int width, int height, float framerate, int bitrate) {
    /** What holds where a request says nothing (API reference). */
    public static final Video USUAL = new Video(1280, 720, 30, 2_500_000);
  }

  public EncoderConfiguration {
    tags = Map.copyOf(tags);
  }

  @Override
  public EncoderConfiguration withTags(Map<String, String> changed) {
    return new EncoderConfiguration(arn, name, changed, video);
  }
}
