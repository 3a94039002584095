package dev.footlights.api.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.HttpStream;

/**
 * Reads request bodies: no more of each than allowed, no more of all at once than there is room
 * for, and no longer than a deadline. Any thread.
 */
public final class Bodies {
  /** All bodies in hand at once, in bytes: 128 of the longest calls, tens of thousands usual. */
  private static final long ROOM = 32 << 20;

  /** How long a whole body may take: the longest at 26 kB/s. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final long room;
  private final Duration patience;
  private final AtomicLong taken = new AtomicLong();

  public Bodies() {
    this(ROOM, PATIENCE);
  }

  /**
   * @param room of all bodies in hand, in bytes
   * @param patience from the first read to the last byte
   */
  Bodies(long room, Duration patience) {
    this.room = room;
    this.patience = patience;
  }

  /**
   * The whole body of at most {@code max} bytes. Its room is taken before a byte is read: what the
   * request declares, or {@code max} when it declares nothing.
   */
  public BodyResult read(Context http, int max) {
    long declared = http.req().getContentLengthLong();
    if (declared > max) {
      return Unread.TOO_LONG;
    }
    int length = declared < 0 && mayHaveBody(http) ? max + 1 : (int) Math.max(0, declared);
    if (taken.addAndGet(length) > room) {
      taken.addAndGet(-length);
      return Unread.NO_ROOM;
    }
    int kept = 0;
    try {
      Optional<byte[]> whole = read(http, new byte[length]);
      if (whole.isEmpty()) {
        return Unread.BROKEN;
      }
      if (whole.get().length > max) {
        return Unread.TOO_LONG;
      }
      kept = whole.get().length;
      return new Body(whole.get(), taken);
    } finally {
      taken.addAndGet(kept - length);
    }
  }

  /** HTTP/2 needs neither header (RFC 9113 §8.1). */
  private static boolean mayHaveBody(Context http) {
    return http.req().getHeader("Transfer-Encoding") != null
        || http.req().getProtocol().equals("HTTP/2.0");
  }

  /** As much as there is and fits; nothing when it breaks off or takes too long. */
  private Optional<byte[]> read(Context http, byte[] into) {
    HttpStream stream = stream(http);
    long usual = stream.getIdleTimeout();
    long end = System.nanoTime() + patience.toNanos();
    try {
      InputStream body = http.req().getInputStream();
      int length = 0;
      while (length < into.length) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return Optional.empty();
        }
        stream.setIdleTimeout(left);
        int read = body.read(into, length, into.length - length);
        if (read < 0) {
          break;
        }
        length += read;
      }
      return Optional.of(length == into.length ? into : Arrays.copyOf(into, length));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    } finally {
      stream.setIdleTimeout(usual);
    }
  }

  /** What carries this request alone: of HTTP/2 a stream, not the connection. */
  private static HttpStream stream(Context http) {
    var found = new AtomicReference<HttpStream>();
    ServletContextRequest.getServletContextRequest(http.req())
        .addHttpStreamWrapper(
            stream -> {
              found.set(stream);
              return stream;
            });
    return found.get();
  }
}
