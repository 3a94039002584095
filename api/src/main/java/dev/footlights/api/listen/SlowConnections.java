package dev.footlights.api.listen;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections that trickle. Jetty's idle timeout begins anew with every byte, so that a byte a
 * minute would hold a connection for ever without a request in it.
 */
final class SlowConnections extends AbstractLifeCycle implements Connection.Listener {
  /** From the first byte of a request to the end of its headers; a handshake has as long. */
  static final Duration HEAD = Duration.ofSeconds(10);

  private static final long EVERY_MILLIS = 1000;

  /** What one connection owes. */
  private interface Debt {
    /** Whether it is too late; asked once a look, by one thread. */
    boolean due(long now);
  }

  private final Connector connector;
  private final LongSupplier nanos;
  private final Map<Connection, Debt> debts = new ConcurrentHashMap<>();
  private Scheduler.@Nullable Task next;

  /**
   * @param nanos monotonic
   */
  SlowConnections(Connector connector, LongSupplier nanos) {
    this.connector = connector;
    this.nanos = nanos;
  }

  @Override
  protected void doStart() {
    later();
  }

  private synchronized void later() {
    if (isRunning() || isStarting()) {
      next =
          connector
              .getScheduler()
              .schedule(
                  () -> {
                    // Whatever one connection does, the others are looked at again.
                    try {
                      look();
                    } finally {
                      later();
                    }
                  },
                  EVERY_MILLIS,
                  TimeUnit.MILLISECONDS);
    }
  }

  @Override
  protected synchronized void doStop() {
    if (next != null) {
      next.cancel();
    }
  }

  @Override
  public void onOpened(Connection connection) {
    long now = nanos.getAsLong();
    switch (connection) {
      case SslConnection tls -> {
        debts.put(tls, at -> at - now > HEAD.toNanos());
        tls.addHandshakeListener(
            new SslHandshakeListener() {
              @Override
              public void handshakeSucceeded(Event event) {
                debts.remove(tls);
              }
            });
      }
      case HttpConnection http -> debts.put(http, new Head(http));
      case HTTP2Connection http2 -> debts.put(http2, new Request(http2, now));
      default -> {}
    }
  }

  @Override
  public void onClosed(Connection connection) {
    debts.remove(connection);
  }

  int watched() {
    return debts.size();
  }

  /** Ends what is too late. */
  void look() {
    long now = nanos.getAsLong();
    debts.forEach(
        (connection, debt) -> {
          if (debt.due(now)) {
            debts.remove(connection);
            connection.getEndPoint().close();
          }
        });
  }

  /**
   * Of HTTP/1.1 the parser's state tells whether a head has begun; it may be a moment old here,
   * which matters to no deadline of seconds.
   */
  private static final class Head implements Debt {
    private static final long UNKNOWN = -1;

    private final HttpConnection http;
    private boolean begun;
    private long began;
    private long requests;

    /** Bytes that had come when the parser was first seen to wait for a request. */
    private long before;

    Head(HttpConnection http) {
      this.http = http;
    }

    @Override
    public boolean due(long now) {
      long bytes = http.getBytesIn();
      HttpParser.State state = http.getParser().getState();
      boolean reading = http.getParser().inHeaderState();
      if (http.getMessagesIn() != requests) {
        requests = http.getMessagesIn();
        before = UNKNOWN;
        begun = false;
        return false;
      }
      if (state == HttpParser.State.START) {
        before = before == UNKNOWN ? bytes : before;
        reading = bytes > before; // Empty lines, which may stand before a request.
      } else {
        before = UNKNOWN;
      }
      if (!reading || !begun) {
        begun = reading;
        began = now;
        return false;
      }
      return now - began > HEAD.toNanos();
    }
  }

  /** Of HTTP/2 frames without a request keep no connection: neither pings nor half a head. */
  private static final class Request implements Debt {
    private final HTTP2Connection http2;
    private long last;
    private long requests = -1;

    Request(HTTP2Connection http2, long now) {
      this.http2 = http2;
      last = now;
    }

    @Override
    public boolean due(long now) {
      long requestsNow = http2.getMessagesIn();
      if (requestsNow != requests || !http2.getSession().getStreams().isEmpty()) {
        requests = requestsNow;
        last = now;
      }
      return now - last > FrontDoor.IDLE.toNanos();
    }
  }
}
