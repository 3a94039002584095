package dev.footlights.testing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stage by its ARN.
 *
 * @param account twelve digits, which dev mode also takes for an access key id of that account
 */
record StageName(String arn, String region, String account) {
  private static final Pattern FORM =
      Pattern.compile("arn:aws:ivs:([a-z0-9-]+):([0-9]{12}):stage/[a-zA-Z0-9-]+");

  static StageName parse(String arn) {
    Matcher m = FORM.matcher(arn);
    if (!m.matches()) {
      throw new IllegalArgumentException("'" + arn + "' is not the ARN of a stage");
    }
    return new StageName(arn, m.group(1), m.group(2));
  }
}
