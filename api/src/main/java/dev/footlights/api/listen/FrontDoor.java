package dev.footlights.api.listen;

import dev.footlights.api.tls.ServerTls;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;

/** The one listener: HTTP/1.1, or with TLS HTTPS only, in HTTP/2 and HTTP/1.1. */
public final class FrontDoor implements AutoCloseable {
  /**
   * A request's line and headers, in bytes: a participant token with full attributes fits twice.
   */
  private static final int MAX_HEADERS = 16 * 1024;

  /** Connections at once: a thousand viewers with their events, several times over. */
  private static final int MAX_CONNECTIONS = 10_000;

  /** Connections of one address at once: an office behind one, every desk with several. */
  private static final int MAX_OF_ONE_ADDRESS = 1_000;

  /** How long a connection may say nothing. */
  public static final Duration IDLE = Duration.ofSeconds(60);

  /**
   * Requests under way at once on one HTTP/2 connection. RFC 9113 §6.5.2 advises 100 or more; but
   * each may hold its answer back with us, and nobody here asks for so much at once.
   */
  static final int MAX_STREAMS = 32;

  /**
   * How long an HTTP/2 answer may find no reader. Jetty may take for unread also what is only long
   * in coming, so this is longer than anything here is quiet on purpose.
   */
  public static final Duration STREAM_IDLE = Duration.ofSeconds(20);

  /**
   * Frames a second that cost us and bring nothing (resets, pings, settings, empty data), after
   * which an HTTP/2 connection is closed: a browser that leaves a page resets what it had open.
   */
  private static final int MAX_WASTE = 200;

  /** HTTP/2's smallest frame limit (RFC 9113 §6.5.2), in bytes. */
  private static final int MAX_FRAME = 16 * 1024;

  /** Body bytes that may be on their way, of one request and of one connection. */
  private static final int STREAM_WINDOW = 256 * 1024;

  private static final int CONNECTION_WINDOW = 1024 * 1024;

  /** Settings in one frame: there are seven. */
  private static final int MAX_SETTINGS = 16;

  /** Header compression's memory (RFC 7541), in bytes. */
  private static final int HPACK_TABLE = 4096;

  private final String host;
  private final int port;
  private final @Nullable ServerTls tls;
  private final Duration streamIdle;
  private final LongSupplier nanos;

  /**
   * @param port 0 for any
   * @param tls closed with this
   */
  public FrontDoor(String host, int port, @Nullable ServerTls tls) {
    this(host, port, tls, STREAM_IDLE, System::nanoTime);
  }

  /**
   * @param streamIdle of HTTP/2, until what cannot be written is given up
   */
  FrontDoor(
      String host, int port, @Nullable ServerTls tls, Duration streamIdle, LongSupplier nanos) {
    this.host = host;
    this.port = port;
    this.tls = tls;
    this.streamIdle = streamIdle;
    this.nanos = nanos;
  }

  /** The listener, for Jetty to open. */
  public ServerConnector connector(Server server, HttpConfiguration http) {
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MAX_HEADERS);
    http.setResponseHeaderSize(MAX_HEADERS);
    ServerConnector connector =
        tls == null
            ? new ServerConnector(server, new HttpConnectionFactory(http))
            : secure(server, http, tls);
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
    var addresses = new AddressLimit(MAX_OF_ONE_ADDRESS);
    connector.getSelectorManager().addEventListener(addresses);
    connector.addEventListener(addresses);
    connector.addBean(new SlowConnections(connector, nanos));
    return connector;
  }

  private ServerConnector secure(Server server, HttpConfiguration http, ServerTls tls) {
    // Whether the name fits is for the client to judge: it may know us by another one.
    http.addCustomizer(new SecureRequestCustomizer(false));
    http.addCustomizer(new AuthorityAsHost());
    var alpn = new ALPNServerConnectionFactory();
    alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
    tls.watch();
    return new ServerConnector(
        server,
        new SslConnectionFactory(tls.context(), alpn.getProtocol()),
        alpn,
        http2(http),
        new HttpConnectionFactory(http));
  }

  private HTTP2ServerConnectionFactory http2(HttpConfiguration http) {
    var factory = new HTTP2ServerConnectionFactory(http);
    factory.setMaxConcurrentStreams(MAX_STREAMS);
    factory.setRateControlFactory(new WindowRateControl.Factory(MAX_WASTE));
    factory.setMaxFrameSize(MAX_FRAME);
    factory.setInitialStreamRecvWindow(STREAM_WINDOW);
    factory.setInitialSessionRecvWindow(CONNECTION_WINDOW);
    factory.setMaxSettingsKeys(MAX_SETTINGS);
    factory.setMaxDecoderTableCapacity(HPACK_TABLE);
    factory.setMaxEncoderTableCapacity(HPACK_TABLE);
    factory.setStreamIdleTimeout(streamIdle.toMillis());
    // WebSockets take a connection of their own; RFC 8441 is not offered.
    factory.setConnectProtocolEnabled(false);
    return factory;
  }

  @Override
  public void close() {
    if (tls != null) {
      tls.close();
    }
  }
}
