package dev.footlights.stage.participant;

import dev.footlights.stage.StageException;
import java.util.regex.Pattern;

/**
 * Name of a participant within a session: 0 to 64 of {@code [a-zA-Z0-9-_]} (model shape
 * ParticipantId). The empty name is allowed and belongs to nobody.
 */
public record ParticipantId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9_-]{0,64}");

  public ParticipantId {
    if (!FORM.matcher(value).matches()) {
      throw new StageException(StageException.Kind.VALIDATION, "not a participant id");
    }
  }

  public static ParticipantId of(String value) {
    return new ParticipantId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
