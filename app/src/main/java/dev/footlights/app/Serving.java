package dev.footlights.app;

import dev.footlights.api.auth.Keyring;
import dev.footlights.api.aws.CallObserver;
import dev.footlights.api.tls.TlsException;
import dev.footlights.app.AccessRules.Credentials;
import dev.footlights.deliver.Receiver;
import dev.footlights.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a server until the process is told to end. */
final class Serving {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
  private static final String CREDENTIALS = "credentials.json";

  private Serving() {}

  /** Returns 1 when it could not start, having said why in one line; else does not return. */
  static int run(ServeOptions options, PrintWriter out, PrintWriter err)
      throws InterruptedException {
    try {
      Keyring keyring = keyring(options);
      boolean loopback = isLoopback(options.http().host());
      boolean dev = options.dev() || keyring.open() && loopback;
      if (!dev && keyring.open()) {
        err.println(
            "serve: --http "
                + options.http()
                + " can be reached from elsewhere and nobody has credentials; put them into "
                + options.data().resolve(CREDENTIALS)
                + ", name a file by --credentials, or say --dev to let anybody in");
        return 1;
      }
      if (dev && keyring.open() && !loopback) {
        err.println(
            "serve: dev mode on " + options.http() + ": whoever reaches it may do everything");
      }
      boolean anybody = dev && keyring.open();
      var preparation = new Preparation(options, dev, anybody);
      options.delivery().webhookSecrets().filter(Files::exists).ifPresent(Serving::warnIfOpen);
      Server server = new Server(options, keyring, dev, CallObserver.NONE);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "shutdown"));
      announce(options, server, anybody, out);
      preparation.run(server, out);
      out.println("Ready.");
      out.flush();
    } catch (StoreException | TlsException | IOException | IllegalArgumentException e) {
      err.println("serve: " + e.getMessage());
      return 1;
    }
    if (options.endWithStdin()) {
      awaitEnd(System.in);
      System.exit(0);
    }
    new CountDownLatch(1).await();
    return 0;
  }

  /** What is written there is not read by anybody. */
  private static void awaitEnd(InputStream in) {
    try (in) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // Whoever held it is gone all the same.
    }
  }

  private static void end(Server server) {
    LOG.info("told to end: connections are closed, what was acknowledged is kept");
    server.close();
  }

  private static void announce(
      ServeOptions options, Server server, boolean anybody, PrintWriter out) {
    String state =
        options.ephemeral()
            ? "in memory"
            : options.database().map(Object::toString).orElse(options.data().toString());
    out.println("state: " + state + " (" + server.stages() + " stages)");
    String scheme = options.tls().isPresent() ? "https" : "http";
    out.println("http:  " + scheme + "://" + new HostPort(options.http().host(), server.port()));
    int last = server.mediaPort() + options.mediaLoops() - 1;
    out.println(
        "media: UDP " + server.mediaPort() + (options.mediaLoops() == 1 ? "" : " to " + last));
    for (Receiver receiver : server.receivers()) {
      out.println("events: " + receiver.name() + " -> " + receiver.place());
    }
    if (anybody) {
      out.println(
          "dev mode: no credentials, so any key id with the secret 'test' may do everything;"
              + " a proxy in front would let the world in");
    }
    out.flush();
  }

  /** A file that was named must be there; the data folder's need not. */
  private static Keyring keyring(ServeOptions options) {
    Path usual = options.data().resolve(CREDENTIALS);
    Optional<Credentials> named = options.access().credentials();
    if (named.isEmpty() && !Files.exists(usual)) {
      return Keyring.of(List.of());
    }
    Credentials credentials = named.orElseGet(() -> new Credentials(usual.toString()));
    Keyring keyring;
    try {
      keyring = credentials.keyring();
    } catch (IllegalArgumentException e) {
      String option = credentials.file().isPresent() && named.isPresent() ? "--credentials " : "";
      throw new IllegalArgumentException(option + e.getMessage(), e);
    }
    credentials.file().ifPresent(Serving::warnIfOpen);
    return keyring;
  }

  private static void warnIfOpen(Path file) {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")
          && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        LOG.warn("{} can be read by everybody on this machine: chmod 600 it", file);
      }
    } catch (IOException e) {
      LOG.warn("{}: cannot tell who may read it", file);
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
