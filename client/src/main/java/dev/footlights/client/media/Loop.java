package dev.footlights.client.media;

import java.util.List;
import java.util.function.Predicate;

/**
 * Encoded frames that are sent again and again. Immutable: publishers share one.
 *
 * <p>The first frame needs none before it, so that the end may be followed by the beginning.
 */
public final class Loop {
  private final List<byte[]> frames;
  private final int[] nextKeyframe;

  private Loop(List<byte[]> frames, Predicate<byte[]> keyframe) {
    if (frames.isEmpty() || !keyframe.test(frames.getFirst())) {
      throw new IllegalArgumentException("a loop begins with a keyframe");
    }
    this.frames = List.copyOf(frames);
    this.nextKeyframe = new int[frames.size()];
    int next = 0;
    for (int i = frames.size() - 1; i >= 0; i--) {
      next = keyframe.test(frames.get(i)) ? i : next;
      nextKeyframe[i] = next;
    }
  }

  /** VP8 from an IVF file. */
  public static Loop vp8(byte[] ivf) {
    return new Loop(Ivf.frames(ivf, "VP80"), Loop::isVp8Keyframe);
  }

  /** Opus from an Ogg file; every frame counts as a keyframe. */
  public static Loop opus(byte[] ogg) {
    return new Loop(Ogg.opusPackets(ogg), _ -> true);
  }

  /** The lowest bit of a VP8 frame is 0 in a keyframe (RFC 6386 §9.1). */
  private static boolean isVp8Keyframe(byte[] frame) {
    return (frame[0] & 1) == 0;
  }

  public int length() {
    return frames.size();
  }

  /** The bytes of a frame, 0 to length - 1; not to be changed. */
  public byte[] frame(int index) {
    return frames.get(index);
  }

  public boolean isKeyframe(int index) {
    return nextKeyframe[index] == index;
  }

  /** The first keyframe at or after a frame, going round at the end. */
  public int keyframeFrom(int index) {
    return nextKeyframe[index];
  }

  /** The frame after a frame, going round at the end. */
  public int after(int index) {
    return index + 1 == frames.size() ? 0 : index + 1;
  }
}
