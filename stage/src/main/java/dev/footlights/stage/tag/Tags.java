package dev.footlights.stage.tag;

import dev.footlights.stage.StageException;
import dev.footlights.stage.StageException.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The rules of tags. */
public final class Tags {
  /** Most tags of one resource (model shape Tags). */
  static final int MOST = 50;

  /** Keys that begin so, in any case, are AWS's own (AWS tagging rules). */
  static final String RESERVED = "aws:";

  private Tags() {}

  /** A VALIDATION refusal of tags that nobody may give. */
  public static void check(Map<String, String> given) {
    for (String key : given.keySet()) {
      if (key.regionMatches(true, 0, RESERVED, 0, RESERVED.length())) {
        throw new StageException(
            Kind.VALIDATION, "the tag '" + key + "' begins with aws:, which is reserved");
      }
    }
  }

  /** What was there and more; new values replace old ones. */
  static Map<String, String> with(Map<String, String> there, Map<String, String> more) {
    check(more);
    Map<String, String> all = new HashMap<>(there);
    all.putAll(more);
    if (all.size() > MOST) {
      throw new StageException(
          Kind.VALIDATION,
          "the resource would have " + all.size() + " tags; " + MOST + " are allowed");
    }
    return all;
  }

  /** What was there but these; a key that is not there is none to remove. */
  static Map<String, String> without(Map<String, String> there, Collection<String> keys) {
    Map<String, String> rest = new HashMap<>(there);
    keys.forEach(rest::remove);
    return rest;
  }
}
