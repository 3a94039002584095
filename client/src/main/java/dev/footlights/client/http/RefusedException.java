package dev.footlights.client.http;

import java.net.URI;

/** An offer that the server did not take. */
public final class RefusedException extends ClientException {
  private static final long serialVersionUID = 1;
  private static final int SHOWN = 300;

  private final int status;

  RefusedException(URI endpoint, int status, String body) {
    super("POST " + endpoint + " answered " + status + " " + shown(body));
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  private static String shown(String body) {
    String line = body.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }
}
