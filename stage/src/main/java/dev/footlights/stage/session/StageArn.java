package dev.footlights.stage.session;

import dev.footlights.stage.StageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Name of a stage: {@code arn:aws:ivs:<region>:<account>:stage/<id>} (model shape StageArn). */
public record StageArn(String region, String account, String id) {
  /** Model shape StageArn: most characters of the whole. */
  public static final int MAX_LENGTH = 128;

  private static final Pattern FORM =
      Pattern.compile("arn:aws:ivs:([a-z0-9-]+):([0-9]+):stage/([a-zA-Z0-9-]+)");

  /** Reads an ARN; a VALIDATION refusal when it is none of a stage. */
  public static StageArn parse(String text) {
    Matcher m = FORM.matcher(text);
    if (text.length() > MAX_LENGTH || !m.matches()) {
      throw new StageException(StageException.Kind.VALIDATION, "not the ARN of a stage");
    }
    return new StageArn(m.group(1), m.group(2), m.group(3));
  }

  /** Whether a text is the ARN of a stage. */
  public static boolean isOne(String text) {
    return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
  }

  public static StageArn of(Scope scope, String id) {
    return new StageArn(scope.region(), scope.account(), id);
  }

  public Scope scope() {
    return new Scope(account, region);
  }

  @Override
  public String toString() {
    return "arn:aws:ivs:" + region + ":" + account + ":stage/" + id;
  }
}
