package dev.footlights.api.http;

import dev.footlights.api.listen.Payer;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.HttpStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies: no more of each than allowed, no more of all at once than there is room
 * for, of one address no more than its share, and no longer than a deadline. Room is taken as bytes
 * come, so that what is merely declared keeps nobody out; a body has at most twice what has come of
 * it, or a kilobyte. Long ones have a room of their own: who sends those, which takes no
 * credentials, keeps nobody from the usual calls. Any thread.
 */
public final class Bodies {
  /** What almost every call fits into, offers and batches of tokens included, in bytes. */
  static final int USUAL = 64 * 1024;

  /** All bodies in hand at once, in bytes, of either kind: 16 of the longest calls. */
  private static final long ROOM = 16 << 20;

  /** Of either room for one address: it takes four to fill it. */
  private static final long SHARE = ROOM / 4;

  /** What the first bytes of a body take; it doubles when that is full. */
  private static final int FIRST = 1024;

  /** How long a whole body may take: the longest at 105 kB/s. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int usualLength;
  private final Room usual;
  private final Room large;
  private final Duration patience;
  private final NoRoom noRoom;

  /**
   * @param of what is read with these, for metrics and the log
   * @param nanos monotonic
   */
  public Bodies(String of, MeterRegistry registry, LongSupplier nanos) {
    this(
        USUAL,
        new Room(ROOM, SHARE),
        new Room(ROOM, SHARE),
        PATIENCE,
        new NoRoom(of, registry, nanos));
  }

  /**
   * @param usualLength the longest body of the usual kind, in bytes
   * @param patience from the first read to the last byte
   */
  Bodies(int usualLength, Room usual, Room large, Duration patience, NoRoom noRoom) {
    this.usualLength = usualLength;
    this.usual = usual;
    this.large = large;
    this.patience = patience;
    this.noRoom = noRoom;
  }

  /**
   * The whole body of at most {@code max} bytes. One of undeclared length takes its room of the
   * usual ones until it has become too long for that.
   */
  public BodyResult read(Context http, int max) {
    long declared = http.req().getContentLengthLong();
    if (declared > max) {
      return Unread.TOO_LONG;
    }
    int most = declared < 0 ? max + 1 : (int) declared;
    InetAddress payer = payer(http);
    var reading = new Reading(most, payer, (declared > usualLength ? large : usual).place(payer));
    boolean kept = false;
    try {
      Unread failure = most == 0 ? null : reading.all(http);
      if (failure == Unread.NO_ROOM) {
        noRoom.tell(payer.getHostAddress());
      }
      if (failure != null) {
        return failure;
      }
      if (reading.length > max) {
        return Unread.TOO_LONG;
      }
      kept = true;
      return reading.body();
    } finally {
      if (!kept) {
        reading.place.become(0);
      }
    }
  }

  private static InetAddress payer(Context http) {
    SocketAddress remote =
        ServletContextRequest.getServletContextRequest(http.req())
            .getConnectionMetaData()
            .getRemoteSocketAddress();
    return remote instanceof InetSocketAddress inet && inet.getAddress() != null
        ? Payer.of(inet.getAddress())
        : InetAddress.getLoopbackAddress();
  }

  /** One body on its way. One thread. */
  private final class Reading {
    private final int most;
    private final InetAddress payer;
    private Room.Place place;
    private byte[] bytes = {};
    private int length;

    Reading(int most, InetAddress payer, Room.Place place) {
      this.most = most;
      this.payer = payer;
      this.place = place;
    }

    /** As much as there is and fits; why not, when it breaks off or takes too long. */
    @Nullable Unread all(Context http) {
      HttpStream stream = stream(http);
      long idle = stream.getIdleTimeout();
      long end = System.nanoTime() + patience.toNanos();
      try {
        InputStream body = http.req().getInputStream();
        while (length < most) {
          long left = (end - System.nanoTime()) / 1_000_000;
          if (left <= 0) {
            return Unread.BROKEN;
          }
          stream.setIdleTimeout(left);
          if (length == bytes.length) {
            // No room is kept for what may never come.
            int next = body.read();
            if (next < 0) {
              break;
            }
            if (!grow()) {
              return Unread.NO_ROOM;
            }
            bytes[length++] = (byte) next;
            continue;
          }
          int read = body.read(bytes, length, bytes.length - length);
          if (read < 0) {
            break;
          }
          length += read;
        }
        return null;
      } catch (IOException | RuntimeException e) {
        return Unread.BROKEN;
      } finally {
        stream.setIdleTimeout(idle);
      }
    }

    private boolean grow() {
      int longer = Math.min(most, Math.max(FIRST, 2 * bytes.length));
      if (longer > usualLength && bytes.length <= usualLength) {
        Room.Place larger = large.place(payer);
        if (!larger.become(longer)) {
          return false;
        }
        place.become(0);
        place = larger;
      } else if (!place.become(longer)) {
        return false;
      }
      bytes = Arrays.copyOf(bytes, longer);
      return true;
    }

    Body body() {
      byte[] whole = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
      place.become(length);
      return new Body(whole, place);
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
