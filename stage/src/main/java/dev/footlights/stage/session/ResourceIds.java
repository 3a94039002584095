package dev.footlights.stage.session;

import dev.footlights.stage.StageException;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The id of a resource that is being made: drawn, or in dev mode what its tag says, so that tests
 * know ARNs beforehand.
 */
public final class ResourceIds {
  /** Dev mode's tag. It stays among the resource's tags. */
  public static final String TAG = "footlights:id";

  /** Every ARN of the model ends so; the longest ARN has 128 characters. */
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9-]{1,64}");

  private final RandomGenerator random;
  private final boolean chosen;

  /**
   * @param chosen whether the tag is heeded; else it is a tag like any other
   */
  public ResourceIds(RandomGenerator random, boolean chosen) {
    this.random = random;
    this.chosen = chosen;
  }

  /**
   * An id that no other resource of the type has.
   *
   * @param tags of the resource that is being made
   * @param taken whether a resource of the same type, account and region has an id
   */
  public String next(Map<String, String> tags, Predicate<String> taken) {
    String asked = chosen ? tags.get(TAG) : null;
    if (asked == null) {
      return Ids.id(random);
    }
    if (!FORM.matcher(asked).matches()) {
      throw new StageException(
          StageException.Kind.VALIDATION,
          "the tag " + TAG + " must be 1 to 64 letters, digits or hyphens, not '" + asked + "'");
    }
    if (taken.test(asked)) {
      throw new StageException(
          StageException.Kind.CONFLICT,
          "the tag " + TAG + " asks for '" + asked + "', which another one of the type has");
    }
    return asked;
  }
}
