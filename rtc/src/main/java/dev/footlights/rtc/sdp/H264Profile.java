package dev.footlights.rtc.sdp;

import org.jspecify.annotations.Nullable;

/**
 * Profiles of H.264 by {@code profile-level-id} (RFC 6184 §8.1, table 5).
 *
 * <pre>
 *  profile_idc | profile_iop: constraint flags 0..5, 2 reserved | level_idc
 *    8 bits    |                     8 bits                     |  8 bits
 * </pre>
 */
enum H264Profile {
  /** With or without its constraint: no encoder in the field uses what the constraint forbids. */
  BASELINE,
  MAIN,
  EXTENDED,
  CONSTRAINED_HIGH,
  HIGH;

  /** Inferred where a description names none (RFC 6184 §8.1). */
  private static final String DEFAULT = "42000a";

  /** The profile of a codec's parameters, or null where the value is malformed or unknown. */
  static @Nullable H264Profile of(Codec codec) {
    String text = codec.parameters().getOrDefault("profile-level-id", DEFAULT);
    if (!text.matches("[0-9A-Fa-f]{6}")) {
      return null;
    }
    int constraints = Integer.parseInt(text.substring(2, 4), 16);
    return switch (Integer.parseInt(text.substring(0, 2), 16)) {
      case 0x42 -> BASELINE;
      case 0x4D -> (constraints & 0x80) != 0 ? BASELINE : MAIN;
      case 0x58 -> (constraints & 0x80) != 0 ? BASELINE : EXTENDED;
      case 0x64 -> constraints == 0x0C ? CONSTRAINED_HIGH : HIGH;
      default -> null;
    };
  }

  /** Whether a decoder of this profile takes a stream of the other one. */
  boolean decodes(H264Profile stream) {
    return switch (this) {
      case BASELINE -> stream == BASELINE;
      case MAIN -> stream == BASELINE || stream == MAIN;
      case EXTENDED -> stream == BASELINE || stream == EXTENDED;
      case CONSTRAINED_HIGH -> stream == BASELINE || stream == CONSTRAINED_HIGH;
      case HIGH -> stream != EXTENDED;
    };
  }
}
