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
 * for, and no longer than a deadline. Long ones have a room of their own, so that who sends those
 * slowly, which takes no credentials, keeps nobody from the usual calls. Any thread.
 */
public final class Bodies {
  /** What almost every call fits into, offers and batches of tokens included, in bytes. */
  static final int USUAL = 64 * 1024;

  /** All bodies in hand at once, in bytes, of either kind: 16 of the longest calls. */
  private static final long ROOM = 16 << 20;

  /** How long a whole body may take: the longest at 105 kB/s. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What bodies of a kind take. */
  private static final class Room {
    private final long size;
    private final AtomicLong taken = new AtomicLong();

    Room(long size) {
      this.size = size;
    }

    boolean take(int bytes) {
      if (taken.addAndGet(bytes) <= size) {
        return true;
      }
      taken.addAndGet(-bytes);
      return false;
    }
  }

  private final int usualLength;
  private final Room usual;
  private final Room large;
  private final Duration patience;

  public Bodies() {
    this(ROOM, PATIENCE);
  }

  Bodies(long room, Duration patience) {
    this(USUAL, room, patience);
  }

  /**
   * @param usualLength the longest body of the usual kind, in bytes
   * @param room of all bodies of either kind in hand, in bytes
   * @param patience from the first read to the last byte
   */
  Bodies(int usualLength, long room, Duration patience) {
    this.usualLength = usualLength;
    this.usual = new Room(room);
    this.large = new Room(room);
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
    Room room = length <= usualLength ? usual : large;
    if (!room.take(length)) {
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
      return new Body(whole.get(), room.taken);
    } finally {
      room.taken.addAndGet(kept - length);
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
