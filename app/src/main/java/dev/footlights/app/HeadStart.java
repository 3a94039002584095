package dev.footlights.app;

import dev.footlights.api.ApiServer;
import dev.footlights.rtc.dtls.DtlsEngine;
import dev.footlights.rtc.dtls.DtlsIdentity;
import dev.footlights.store.sql.SqlStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.LoggerFactory;

/**
 * What a server needs whatever its options say, begun while they are still being read: on two cores
 * a start takes little more than half of its work.
 */
final class HeadStart {
  private static final Executor THREADS =
      task -> Thread.ofPlatform().daemon().name("head-start").start(task);

  private final SecureRandom random = new SecureRandom();
  private final CompletableFuture<DtlsIdentity> identity =
      CompletableFuture.supplyAsync(() -> DtlsIdentity.create(random, Instant.now()), THREADS);
  private final CompletableFuture<Void> handshakes =
      identity.thenAccept(known -> DtlsEngine.warmUp(known, random));

  private static final class Holder {
    private static final HeadStart ONLY = new HeadStart();
  }

  private HeadStart() {
    THREADS.execute(SqlStore::warmUp);
    THREADS.execute(ApiServer::warmUp);
  }

  /** The process's own: an identity serves every transport of it. Begins at the first call. */
  static HeadStart begin() {
    // By one thread: others that came meanwhile would have their lines held back, and be told so.
    LoggerFactory.getILoggerFactory();
    return Holder.ONLY;
  }

  /** Waits until it is made. */
  DtlsIdentity identity() {
    return identity.join();
  }

  /** Waits until a first handshake would be no slower than the others. */
  void awaitHandshakes() {
    handshakes.join();
  }
}
