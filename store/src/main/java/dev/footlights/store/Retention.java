package dev.footlights.store;

import dev.footlights.stage.repository.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a store forget sessions some time after their end. */
public final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** Sessions of one transaction: others' changes wait for no more than those. */
  static final int BATCH = 50;

  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration FIRST = Duration.ofMinutes(1);

  private final Store store;
  private final Duration kept;
  private final InstantSource wall;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("retention").daemon().factory());

  /**
   * @param kept how long after its end a session is kept
   */
  public Retention(Store store, Duration kept, InstantSource wall) {
    this.store = store;
    this.kept = kept;
    this.wall = wall;
  }

  /** Forgets now and then, until it is closed. */
  public void start() {
    thread.scheduleWithFixedDelay(
        this::tryRun, FIRST.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  private void tryRun() {
    try {
      int forgotten = run();
      if (forgotten > 0) {
        LOG.info("{} sessions that ended {} days ago are forgotten", forgotten, kept.toDays());
      }
    } catch (RuntimeException e) {
      LOG.warn("old sessions could not be forgotten: {}", e.toString());
    }
  }

  /** Forgets all that is due; how many sessions went. */
  int run() {
    int all = 0;
    int some;
    do {
      some = store.forget(wall.instant().minus(kept), BATCH).join();
      all += some;
    } while (some == BATCH);
    return all;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
