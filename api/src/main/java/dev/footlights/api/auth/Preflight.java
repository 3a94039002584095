package dev.footlights.api.auth;

import io.javalin.http.Context;

/** Answers a browser that asks whether a page may call the AWS API (Fetch standard, CORS). */
public final class Preflight {
  private static final String HEADERS =
      "Authorization, Content-Type, X-Amz-Date, X-Amz-Content-Sha256, X-Amz-Security-Token,"
          + " X-Amz-User-Agent, Amz-Sdk-Invocation-Id, Amz-Sdk-Request";

  private final Origins origins;

  public Preflight(Origins origins) {
    this.origins = origins;
  }

  public void answer(Context http) {
    String origin = http.header("Origin");
    http.header("Vary", "Origin");
    if (origin == null
        || !origins.allows(origin)
        || !origins.admits(origin, http.header("Sec-Fetch-Site"), http.header("Host"))) {
      http.status(403);
      return;
    }
    http.header("Access-Control-Allow-Origin", origin);
    http.header("Access-Control-Allow-Methods", "POST, GET, DELETE");
    http.header("Access-Control-Allow-Headers", HEADERS);
    http.header("Access-Control-Max-Age", "7200");
    http.status(204);
  }
}
