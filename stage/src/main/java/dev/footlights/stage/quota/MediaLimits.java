package dev.footlights.stage.quota;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What connections are held to beside quotas.
 *
 * @param h264Only whether whoever publishes must offer H.264 video and is answered no other video
 * @param longest how long a connection may publish or watch, or null for ever
 * @param published what may be published, or null for anything
 */
public record MediaLimits(
    boolean h264Only, @Nullable Duration longest, @Nullable Published published) {
  /**
   * What a connection may publish.
   *
   * @param bitsPerSecond of all tracks and layers together
   * @param area pixels of a picture
   */
  public record Published(long bitsPerSecond, int area) {}

  public static final MediaLimits NONE = new MediaLimits(false, null, null);

  /** IVS service quotas, and the codecs that its guide to WHIP asks for. */
  public static final MediaLimits IVS =
      new MediaLimits(true, Duration.ofHours(24), new Published(8_500_000, 1280 * 720));
}
