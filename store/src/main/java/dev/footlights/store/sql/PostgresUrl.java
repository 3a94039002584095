package dev.footlights.store.sql;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * {@code postgresql://[user[:password]@]host[:port]/database[?option=value&...]}, the form of
 * libpq; options are those of the JDBC driver.
 */
public final class PostgresUrl {
  private static final String FORM = "postgresql://user:password@host:5432/database";

  private final URI uri;

  private PostgresUrl(URI uri) {
    this.uri = uri;
  }

  /**
   * @throws IllegalArgumentException when it is none; the message names the form and nothing of
   *     what was given, for that may hold a password
   */
  public static PostgresUrl parse(String text) {
    try {
      URI uri = new URI(text);
      boolean scheme = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
      if (scheme && uri.getHost() != null && uri.getPath() != null && uri.getPath().length() > 1) {
        return new PostgresUrl(uri);
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new IllegalArgumentException("must have the form " + FORM);
  }

  PGSimpleDataSource source() {
    var source = new PGSimpleDataSource();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    source.setURL("jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query);
    String user = user(0);
    if (user != null) {
      source.setUser(user);
    }
    String password = user(1);
    if (password != null) {
      source.setPassword(password);
    }
    source.setApplicationName("footlights");
    source.setTcpKeepAlive(true);
    return source;
  }

  private @Nullable String user(int part) {
    if (uri.getRawUserInfo() == null) {
      return null;
    }
    String[] parts = uri.getRawUserInfo().split(":", 2);
    return part < parts.length
        ? URLDecoder.decode(escaped(parts[part]), StandardCharsets.UTF_8)
        : null;
  }

  /** The decoder takes a plus for a blank, which it is in forms only. */
  private static String escaped(String raw) {
    return raw.replace("+", "%2B");
  }

  /** Without user, password and options: for people. */
  @Override
  public String toString() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return "postgresql://" + uri.getHost() + port + uri.getPath();
  }
}
