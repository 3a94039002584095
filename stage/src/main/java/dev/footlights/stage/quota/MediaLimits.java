package dev.footlights.stage.quota;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What connections are held to beside quotas.
 *
 * @param h264Only whether whoever publishes must offer H.264 video and is answered no other video
 * @param longest how long a connection may publish or watch, or null for ever
 */
public record MediaLimits(boolean h264Only, @Nullable Duration longest) {
  public static final MediaLimits NONE = new MediaLimits(false, null);

  /** IVS service quotas, and the codecs that its guide to WHIP asks for. */
  public static final MediaLimits IVS = new MediaLimits(true, Duration.ofHours(24));
}
