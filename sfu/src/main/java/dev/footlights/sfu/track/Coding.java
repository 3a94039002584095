package dev.footlights.sfu.track;

import dev.footlights.rtc.sdp.Codec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a track is encoded, as far as it decides which payload type of a viewer carries it.
 *
 * @param name {@code OPUS}, {@code VP8}, {@code H264}
 * @param profile for H.264 the first four digits of profile-level-id, else ""
 * @param clockRate RTP ticks per second
 */
public record Coding(String name, String profile, int clockRate) {
  private static final int PROFILE_DIGITS = 4;

  /** The coding of a negotiated payload type. */
  public static Coding of(Codec codec) {
    String level = codec.parameters().getOrDefault("profile-level-id", "");
    String profile =
        codec.name().equals("H264") && level.length() >= PROFILE_DIGITS
            ? level.substring(0, PROFILE_DIGITS).toLowerCase(java.util.Locale.ROOT)
            : "";
    return new Coding(codec.name(), profile, codec.clockRate());
  }

  public boolean vp8() {
    return name.equals("VP8");
  }

  public boolean h264() {
    return name.equals("H264");
  }

  /** The payload type that can carry this coding: same profile before same codec; null for none. */
  public @Nullable Codec among(List<Codec> offered) {
    Codec second = null;
    for (Codec codec : offered) {
      if (codec.name().equals(name)) {
        if (of(codec).profile.equals(profile)) {
          return codec;
        }
        second = second == null ? codec : second;
      }
    }
    return second;
  }
}
