package dev.footlights.client.http;

import java.net.URI;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An offer that the server did not take. */
public final class RefusedException extends ClientException {
  private static final long serialVersionUID = 1;
  private static final int SHOWN = 300;

  private final int status;

  RefusedException(URI endpoint, int status, String body) {
    super(message(endpoint, status, body));
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /**
   * The detail of an RFC 9457 problem says it all; anything else is shown with where it came from.
   */
  private static String message(URI endpoint, int status, String body) {
    String detail = detail(body);
    return detail.isEmpty()
        ? "POST " + endpoint + " answered " + status + " " + shown(body)
        : shown(detail);
  }

  private static String detail(String body) {
    try {
      return JsonMapper.shared().readTree(body).path("detail").asString("");
    } catch (JacksonException e) {
      return "";
    }
  }

  private static String shown(String body) {
    String line = body.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }
}
