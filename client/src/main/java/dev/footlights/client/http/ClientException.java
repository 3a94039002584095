package dev.footlights.client.http;

/** Something that the person at the terminal must be told, in one line. */
public class ClientException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ClientException(String message) {
    super(message);
  }

  public ClientException(String message, Throwable cause) {
    super(message, cause);
  }
}
