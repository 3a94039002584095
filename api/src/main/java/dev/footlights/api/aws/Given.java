package dev.footlights.api.aws;

import org.jspecify.annotations.Nullable;

/** What a request says, or what holds where it says nothing. */
final class Given {
  private Given() {}

  static <T> T or(@Nullable T given, T usual) {
    return given == null ? usual : given;
  }
}
