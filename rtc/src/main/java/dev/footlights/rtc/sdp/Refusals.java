package dev.footlights.rtc.sdp;

import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a description; the first complaint is the one we answer with. */
final class Refusals {
  private final String what;
  private @Nullable Refused first;

  /**
   * @param what {@code offer} or {@code answer}, for the sentences
   */
  Refusals(String what) {
    this.what = what;
  }

  String what() {
    return what;
  }

  void add(String sentence) {
    if (first == null) {
      first = new Refused(sentence);
    }
  }

  boolean any() {
    return first != null;
  }

  Refused first() {
    return first == null ? new Refused("The " + what + " cannot be read.") : first;
  }
}
