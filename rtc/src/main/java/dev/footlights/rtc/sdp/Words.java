package dev.footlights.rtc.sdp;

import java.util.List;

/** Words and numbers of SDP, read without exceptions. */
final class Words {
  private Words() {}

  /** Words between single or repeated spaces; none for a blank text. */
  static List<String> split(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? List.of() : List.of(stripped.split("[ \t]+"));
  }

  /** A decimal number of 0 to {@code max}, else -1. */
  static long number(String text, long max) {
    if (text.isEmpty() || text.length() > 18) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value <= max ? value : -1;
  }

  /** Visible ASCII without spaces, so that it may be repeated in an answer. */
  static boolean visible(String text, int maxCharacters) {
    return !text.isEmpty()
        && text.length() <= maxCharacters
        && text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
  }

  /** The text with everything but visible ASCII replaced, for a person to read. */
  static String printable(String text) {
    return text.replaceAll("[^ -~]", "?");
  }
}
