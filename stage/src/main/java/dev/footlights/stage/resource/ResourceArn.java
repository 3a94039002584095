package dev.footlights.stage.resource;

import dev.footlights.stage.StageException;
import dev.footlights.stage.session.Scope;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a resource that is not a stage: {@code arn:aws:ivs:<region>:<account>:<type>/<id>}, at
 * most 128 characters.
 */
public record ResourceArn(String region, String account, ResourceType type, String id) {
  private static final int MAX_LENGTH = 128;
  private static final Pattern FORM =
      Pattern.compile("arn:aws:ivs:([a-z0-9-]+):([0-9]+):([a-z-]+)/([a-zA-Z0-9-]+)");

  /** Reads an ARN; a VALIDATION refusal when it is none of these types. */
  public static ResourceArn parse(String text) {
    Matcher m = FORM.matcher(text);
    if (text.length() > MAX_LENGTH || !m.matches()) {
      throw refused();
    }
    ResourceType type = ResourceType.named(m.group(3)).orElseThrow(ResourceArn::refused);
    return new ResourceArn(m.group(1), m.group(2), type, m.group(4));
  }

  /** Reads an ARN that has the form of one; a NOT_FOUND refusal when nothing is named so. */
  public static ResourceArn named(String text) {
    try {
      return parse(text);
    } catch (StageException e) {
      throw new StageException(StageException.Kind.NOT_FOUND, "there is no " + text);
    }
  }

  private static StageException refused() {
    return new StageException(StageException.Kind.VALIDATION, "not the ARN of a resource");
  }

  public static ResourceArn of(Scope scope, ResourceType type, String id) {
    return new ResourceArn(scope.region(), scope.account(), type, id);
  }

  public Scope scope() {
    return new Scope(account, region);
  }

  @Override
  public String toString() {
    return "arn:aws:ivs:" + region + ":" + account + ":" + type.wireName() + "/" + id;
  }
}
