package dev.footlights.stage.resource;

import dev.footlights.stage.StageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a composition is encoded (model shape EncoderConfiguration). */
public record EncoderConfiguration(
    ResourceArn arn, String name, Map<String, String> tags, Video video) implements Resource {

  /**
   * Model shape Video.
   *
   * @param width pixels, 2 to 1,920
   * @param height pixels, 2 to 1,920
   * @param framerate frames per second, 1 to 60
   * @param bitrate bits per second, 1 to 8,500,000
   */
  public record Video(int width, int height, float framerate, int bitrate) {
    /** What holds where a request says nothing (API reference). */
    public static final Video USUAL = new Video(1280, 720, 30, 2_500_000);

    /** Most pixels of a picture (API reference). */
    static final int MOST_PIXELS = 2_073_600;

    /** A VALIDATION refusal of a picture that no composition can have. */
    void check() {
      List<String> wrong = new ArrayList<>();
      if (width % 2 != 0) {
        wrong.add("video.width must be even, not " + width);
      }
      if (height % 2 != 0) {
        wrong.add("video.height must be even, not " + height);
      }
      if (width * height > MOST_PIXELS) {
        wrong.add(
            "video.width times video.height must be at most %d, not %d times %d"
                .formatted(MOST_PIXELS, width, height));
      }
      if (!wrong.isEmpty()) {
        throw new StageException(StageException.Kind.VALIDATION, String.join("; ", wrong));
      }
    }
  }

  public EncoderConfiguration {
    tags = Map.copyOf(tags);
  }

  @Override
  public EncoderConfiguration withTags(Map<String, String> changed) {
    return new EncoderConfiguration(arn, name, changed, video);
  }
}
