package dev.footlights.api.http;

import io.javalin.http.Context;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Absolute URLs of this server: the configured one, else scheme and Host of the request. */
public final class BaseUrl {
  private final @Nullable String configured;

  /**
   * @param configured with or without a path and a slash at its end
   */
  public BaseUrl(@Nullable URI configured) {
    this.configured = configured == null ? null : configured.toString().replaceAll("/+$", "");
  }

  /** An absolute URL. */
  public URI of(Context http, String path) {
    return URI.create(base(http) + path);
  }

  /** The same for a WebSocket. */
  public URI webSocketOf(Context http, String path) {
    return URI.create("ws" + base(http).substring("http".length()) + path);
  }

  private String base(Context http) {
    return configured != null
        ? configured
        : http.scheme() + "://" + http.req().getServerName() + port(http);
  }

  private static String port(Context http) {
    int port = http.req().getServerPort();
    boolean usual = port == ("https".equals(http.scheme()) ? 443 : 80);
    return usual ? "" : ":" + port;
  }
}
