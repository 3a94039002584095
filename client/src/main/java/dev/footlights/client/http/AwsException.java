package dev.footlights.client.http;

/** A control call that the server refused. */
public final class AwsException extends ClientException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String error;

  AwsException(String operation, int status, String error, String message) {
    super(operation + ": " + error + " (" + status + "): " + message);
    this.status = status;
    this.error = error;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The error's shape name, such as {@code ResourceNotFoundException}. */
  public String error() {
    return error;
  }
}
