package dev.footlights.api.tls;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS of the listener. The files are looked at every second: a new pair serves the connections
 * that come after it, and one that does not fit leaves the old one in place.
 */
public final class ServerTls implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
  private static final long EVERY_MILLIS = 1000;
  private static final String PASSWORD = "in memory";

  private final TlsFiles files;
  private final SslContextFactory.Server context = new SslContextFactory.Server();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("tls-files").unstarted(work));

  private final InstantSource wall;
  private TlsFiles.Read served;
  private TlsFiles.@Nullable Read unfit;
  private String told = "";

  /**
   * Reads the files.
   *
   * @throws TlsException when they cannot be used
   */
  public ServerTls(TlsFiles files) {
    this(files, InstantSource.system());
  }

  ServerTls(TlsFiles files, InstantSource wall) {
    this.files = files;
    this.wall = wall;
    served = files.read();
    TlsIdentity identity = files.identity(served);
    String fault = identity.fault(wall.instant());
    if (fault != null) {
      LOG.warn("clients will refuse this server: {}", fault);
    }
    use(identity);
    context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    context.setCipherComparator(HTTP2Cipher.COMPARATOR);
    context.setRenegotiationAllowed(false);
  }

  /** What connections are made with; it changes by itself. */
  public SslContextFactory.Server context() {
    return context;
  }

  /** From now on looks at the files. */
  public void watch() {
    looks.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Looks once. Two files change one after the other: only what stays unfit is worth a line. */
  synchronized void look() {
    try {
      TlsFiles.Read now = files.read();
      if (now.same(served)) {
        unfit = null;
        told = "";
        return;
      }
      TlsFiles.Read before = unfit;
      unfit = now;
      TlsIdentity next;
      try {
        next = files.identity(now);
        String fault = next.fault(wall.instant());
        if (fault != null) {
          throw new TlsException(fault);
        }
      } catch (TlsException e) {
        if (before != null && before.same(now)) {
          tell(e);
        }
        return;
      }
      context.reload(_ -> use(next));
      served = now;
      unfit = null;
      told = "";
      LOG.info(
          "new certificate, valid until {}", next.chain().getFirst().getNotAfter().toInstant());
    } catch (TlsException e) {
      tell(e);
    } catch (Exception e) {
      LOG.error("the new certificate cannot be served; the old one stays", e);
    }
  }

  private void tell(TlsException e) {
    String message = String.valueOf(e.getMessage());
    if (!message.equals(told)) {
      told = message;
      LOG.warn("the old certificate stays: {}", message);
    }
  }

  private void use(TlsIdentity identity) {
    context.setKeyStore(identity.keyStore(PASSWORD));
    context.setKeyStorePassword(PASSWORD);
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
