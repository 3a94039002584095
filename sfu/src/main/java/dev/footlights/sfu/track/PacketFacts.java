package dev.footlights.sfu.track;

/**
 * What was read of a packet when it came, in one int, so that no sender reads it again.
 *
 * <pre>
 * bits 0..3   keyframe begins here, marker, extension present
 * bits 8..15  the one forwarded extension: audio level (RFC 6464) or video orientation
 * </pre>
 */
public final class PacketFacts {
  private static final int KEYFRAME = 1;
  private static final int MARKER = 1 << 1;
  private static final int EXTENSION = 1 << 2;
  private static final int VALUE_SHIFT = 8;

  private PacketFacts() {}

  /**
   * @param extension value of the forwarded extension, 0 to 255, or -1
   */
  public static int of(boolean keyframeBegins, boolean marker, int extension) {
    return (keyframeBegins ? KEYFRAME : 0)
        | (marker ? MARKER : 0)
        | (extension >= 0 ? EXTENSION | extension << VALUE_SHIFT : 0);
  }

  public static boolean keyframeBegins(int facts) {
    return (facts & KEYFRAME) != 0;
  }

  public static boolean marker(int facts) {
    return (facts & MARKER) != 0;
  }

  /** The forwarded extension's value, or -1. */
  public static int extension(int facts) {
    return (facts & EXTENSION) != 0 ? facts >>> VALUE_SHIFT & 0xFF : -1;
  }
}
