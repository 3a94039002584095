package dev.footlights.deliver;

import org.jspecify.annotations.Nullable;

/**
 * What a receiver took.
 *
 * @param count how many entries, from the first on, it has acknowledged
 * @param failure why not all of them, for the log: one line; null when it took all
 * @param gone whether the receiver says that it will never take any more
 */
public record Told(int count, @Nullable String failure, boolean gone) {
  private static final int MAX_FAILURE = 300;

  public static Told all(int count) {
    return new Told(count, null, false);
  }

  /**
   * @param why shortened, and made one line of printable characters: others may have written it
   */
  public static Told only(int count, String why) {
    return new Told(count, line(why), false);
  }

  /** It asks to be left alone. */
  public static Told gone(String why) {
    return new Told(0, line(why), true);
  }

  private static String line(String text) {
    String line = text.replaceAll("\\p{C}+", " ").strip();
    return line.length() > MAX_FAILURE ? line.substring(0, MAX_FAILURE) : line;
  }
}
