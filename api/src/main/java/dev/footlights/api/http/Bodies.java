package dev.footlights.api.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Reads request bodies, and no more of them than allowed. */
public final class Bodies {
  private Bodies() {}

  /** The whole body, or nothing when it is longer than {@code max} bytes. */
  public static Optional<byte[]> read(Context http, int max) {
    if (http.req().getContentLengthLong() > max) {
      return Optional.empty();
    }
    try {
      byte[] body = http.req().getInputStream().readNBytes(max + 1);
      return body.length > max ? Optional.empty() : Optional.of(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
