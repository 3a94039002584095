package dev.footlights.api;

import dev.footlights.api.http.BaseUrl;
import dev.footlights.sign.Signature;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Serves the files of module web from the class path, at {@code /console/}. */
final class Console {
  private static final String ROOT = "dev/footlights/web/";

  /** Names without a leading dot, so that no path leaves its folder. */
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "txt", "text/plain; charset=utf-8");

  private record File(byte[] bytes, String type, String etag) {}

  private final BaseUrl baseUrl;
  private final Map<String, File> files = new ConcurrentHashMap<>();

  Console(BaseUrl baseUrl) {
    this.baseUrl = baseUrl;
  }

  void register(RoutesConfig routes) {
    routes.get("/console", this::index);
    routes.get("/console/<path>", http -> serve(http, http.pathParam("path")));
  }

  /** With the slash at the end, or the page's own links would leave the folder. */
  private void index(Context http) {
    if (http.req().getRequestURI().endsWith("/")) {
      serve(http, "index.html");
    } else {
      http.redirect("/console/");
    }
  }

  private void serve(Context http, String path) {
    Optional<File> found = find(path);
    if (found.isEmpty()) {
      http.status(404).result("no such page");
      return;
    }
    File file = found.get();
    http.header("Content-Security-Policy", policy(http));
    // Pages of any origin import the client's modules: they hold no secret, and no credential goes
    // with them.
    http.header("Access-Control-Allow-Origin", "*");
    http.header("X-Content-Type-Options", "nosniff");
    http.header("X-Frame-Options", "DENY");
    http.header("Referrer-Policy", "no-referrer");
    http.header("Cache-Control", "no-cache");
    http.header("ETag", file.etag());
    if (file.etag().equals(http.header("If-None-Match"))) {
      http.status(304);
      return;
    }
    http.result(file.bytes()).contentType(file.type());
  }

  /** Itself, and where its tokens send it: the same server by its public name. */
  private String policy(Context http) {
    String self = baseUrl.of(http, "").toString();
    String socket = baseUrl.webSocketOf(http, "").toString();
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "media-src 'self' blob:; connect-src 'self' "
        + self
        + "/ "
        + socket
        + "/; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";
  }

  private Optional<File> find(String path) {
    if (!PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    File known = files.get(path);
    if (known == null) {
      known = load(path);
      if (known != null) {
        files.put(path, known);
      }
    }
    return Optional.ofNullable(known);
  }

  private static @Nullable File load(String path) {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null) {
      return null;
    }
    try (InputStream in = Console.class.getClassLoader().getResourceAsStream(ROOT + path)) {
      if (in == null) {
        return null;
      }
      byte[] bytes = in.readAllBytes();
      return new File(bytes, type, "\"" + Signature.bodyHash(bytes) + "\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
