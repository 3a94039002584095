package dev.footlights.api.whip;

import dev.footlights.stage.StageException;
import io.javalin.http.Context;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** Why a WHIP or WHEP request was refused (RFC 9457). The types are stable. */
enum Problem {
  NO_TOKEN(401, "The request carries no bearer token"),
  BAD_TOKEN(401, "The token is not valid"),
  FORBIDDEN(403, "The token does not allow this"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "This is not served here"),
  CONFLICT(409, "Not in this state"),
  OFFER_TOO_LARGE(413, "The offer is too large"),
  NOT_SDP(415, "The body must be application/sdp"),
  EMPTY_OFFER(400, "The offer is empty"),
  BAD_REQUEST(400, "The request makes no sense"),
  BAD_OFFER(422, "The offer cannot be served"),
  FULL(503, "The stage is full"),
  UNAVAILABLE(503, "Not now"),
  INTERNAL(500, "Something went wrong in the server");

  private static final JsonMapper JSON = new JsonMapper();

  /** Seconds after which trying again makes sense. */
  private static final String RETRY_AFTER = "1";

  private record Body(String type, String title, int status, String detail) {}

  private final int status;
  private final String title;

  Problem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  static Problem of(StageException.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> NOT_FOUND;
      case CONFLICT -> CONFLICT;
      case VALIDATION -> BAD_REQUEST;
      case QUOTA -> FULL;
      case FORBIDDEN -> FORBIDDEN;
      case UNAUTHORIZED -> BAD_TOKEN;
      case BAD_OFFER -> BAD_OFFER;
      case UNAVAILABLE -> UNAVAILABLE;
      case INTERNAL -> INTERNAL;
    };
  }

  void answer(Context http, String detail) {
    switch (this) {
      case NO_TOKEN -> http.header("WWW-Authenticate", "Bearer");
      case BAD_TOKEN -> http.header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
      case FORBIDDEN -> http.header("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
      case CONFLICT, FULL, UNAVAILABLE -> http.header("Retry-After", RETRY_AFTER);
      default -> {}
    }
    String type = "urn:footlights:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    byte[] body = JSON.writeValueAsBytes(new Body(type, title, status, detail));
    http.status(status).result(body);
    http.contentType("application/problem+json");
  }
}
