package dev.footlights.client.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;

/**
 * A moving picture with a running counter, and a tone. VP8 of 640x360 at 30 frames a second with a
 * keyframe every half second; Opus in stereo, 20 ms a frame. Both last 10 s; {@code
 * client/src/media/make-loops.sh} makes them.
 */
public enum TestCard {
  /** With a tone of 440 Hz. */
  RED(440),
  /** With a tone of 660 Hz. */
  BLUE(660);

  public static final int FRAMES_PER_SECOND = 30;
  public static final int SOUNDS_PER_SECOND = 50;

  private final int hertz;

  TestCard(int hertz) {
    this.hertz = hertz;
  }

  /** The tone's frequency. */
  public int hertz() {
    return hertz;
  }

  /** Lower case, as on the command line and on the card itself. */
  public String colour() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Loop video() {
    return Loop.vp8(resource(colour() + ".ivf"));
  }

  public Loop audio() {
    return Loop.opus(resource(colour() + ".ogg"));
  }

  private static byte[] resource(String name) {
    try (var in = Objects.requireNonNull(TestCard.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
