package dev.footlights.rtc.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which way media or a header extension goes, as its describer sees it (RFC 8866 §6.7). */
public enum Direction {
  SENDRECV(true, true),
  SENDONLY(true, false),
  RECVONLY(false, true),
  INACTIVE(false, false);

  private final boolean sends;
  private final boolean receives;
  private final String text = name().toLowerCase(Locale.ROOT);

  Direction(boolean sends, boolean receives) {
    this.sends = sends;
    this.receives = receives;
  }

  public boolean sends() {
    return sends;
  }

  public boolean receives() {
    return receives;
  }

  /** As SDP writes it. */
  public String text() {
    return text;
  }

  /** The same direction seen from the other side. */
  public Direction mirrored() {
    return switch (this) {
      case SENDONLY -> RECVONLY;
      case RECVONLY -> SENDONLY;
      case SENDRECV, INACTIVE -> this;
    };
  }

  static @Nullable Direction of(String text) {
    for (Direction direction : values()) {
      if (direction.text.equalsIgnoreCase(text)) {
        return direction;
      }
    }
    return null;
  }
}
