package dev.footlights.api.error;

/** A call that is answered with an error. */
public final class AwsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ErrorType type;

  public AwsException(ErrorType type, String message) {
    super(message, null, false, false);
    this.type = type;
  }

  public ErrorType type() {
    return type;
  }

  /** What the caller reads. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
