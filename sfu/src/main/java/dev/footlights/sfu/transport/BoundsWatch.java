package dev.footlights.sfu.transport;

import dev.footlights.rtc.payload.H264FrameSize;
import dev.footlights.sfu.shard.Event.Excess;
import dev.footlights.sfu.shard.MediaBounds;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a publisher sends against what it may send. There is one only where bounds were set.
 * Belongs to the shard.
 */
final class BoundsWatch {
  /** What bitrates are averaged over, so that a keyframe or a probe for bandwidth is no excess. */
  static final long WINDOW_NANOS = Duration.ofSeconds(5).toNanos();

  /** The same is not told again so soon. */
  static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private static final double BITS_AND_NANOS = 8e9;

  private final MediaBounds bounds;
  private final H264FrameSize size = new H264FrameSize();
  private boolean begun;
  private long windowBegan;
  private long bytes;
  private boolean told;
  private long toldAt;

  BoundsWatch(MediaBounds bounds) {
    this.bounds = bounds;
  }

  /**
   * One payload that was not here before.
   *
   * @param h264Keyframe whether an H.264 keyframe begins with it
   * @return what went beyond the bounds and should be told now, or null
   */
  @Nullable Excess took(long now, boolean h264Keyframe, byte[] b, int off, int len) {
    Excess found = null;
    if (windowOver(now)
        && bytes * BITS_AND_NANOS > (double) bounds.bitsPerSecond() * (now - windowBegan)) {
      found = Excess.BITRATE;
    }
    if (!begun || windowOver(now)) {
      begun = true;
      windowBegan = now;
      bytes = 0;
    }
    bytes += len;
    if (h264Keyframe && size.read(b, off, len) && size.area() > bounds.area()) {
      found = Excess.RESOLUTION;
    }
    if (found == null || told && now - toldAt < PAUSE_NANOS) {
      return null;
    }
    told = true;
    toldAt = now;
    return found;
  }

  private boolean windowOver(long now) {
    return begun && now - windowBegan >= WINDOW_NANOS;
  }
}
