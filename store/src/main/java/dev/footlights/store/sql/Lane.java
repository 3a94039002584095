package dev.footlights.store.sql;

import dev.footlights.stage.StageException;
import dev.footlights.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A platform thread with a connection of its own (JNI would pin a virtual thread's carrier).
 *
 * <p>Changes that wait while the disk is busy join one transaction: what costs is the fsync, and
 * they share it. A transaction that fails fails all of its changes; the lane then takes no more of
 * them and says so once, for what memory holds is no longer what the disk holds.
 *
 * <p>Any thread may call. Futures end on the lane's thread, changes in the order of their calls.
 */
final class Lane implements AutoCloseable {
  /** Most jobs that are taken at once: the first of them should not wait for a long tail. */
  static final int BATCH = 4096;

  private static final int LIVENESS_SECONDS = 1;

  private sealed interface Job {
    void fail(Throwable cause);
  }

  private record Write(Consumer<Handle> work, CompletableFuture<Void> done) implements Job {
    @Override
    public void fail(Throwable cause) {
      done.completeExceptionally(cause);
    }
  }

  private record Read<T>(Function<Handle, T> query, CompletableFuture<T> done) implements Job {
    /** Answers; what went wrong, unless it is the asker's fault. */
    @Nullable RuntimeException run(Handle handle) {
      try {
        done.complete(query.apply(handle));
        return null;
      } catch (StageException e) {
        done.completeExceptionally(e);
        return null;
      } catch (RuntimeException e) {
        done.completeExceptionally(e);
        return e;
      }
    }

    @Override
    public void fail(Throwable cause) {
      done.completeExceptionally(cause);
    }
  }

  private record Stop() implements Job {
    @Override
    public void fail(Throwable cause) {}
  }

  private final String where;
  private final Handle handle;
  private final Consumer<? super Throwable> fatal;
  private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
  private final AtomicLong transactions = new AtomicLong();
  private final Thread thread;
  private volatile boolean ended;
  private boolean failed;

  /**
   * @param where the data folder, for people
   */
  Lane(String name, String where, Handle handle, Consumer<? super Throwable> fatal) {
    this.where = where;
    this.handle = handle;
    this.fatal = fatal;
    this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  CompletableFuture<Void> write(Consumer<Handle> work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    submit(new Write(work, done));
    return done;
  }

  /** The same with a result, which is given when the transaction is durable. */
  <T> CompletableFuture<T> change(Function<Handle, T> work) {
    var result = new AtomicReference<T>();
    return write(handle -> result.set(work.apply(handle))).thenApply(nothing -> result.get());
  }

  <T> CompletableFuture<T> read(Function<Handle, T> query) {
    CompletableFuture<T> done = new CompletableFuture<>();
    submit(new Read<>(query, done));
    return done;
  }

  /** How many transactions have carried changes. */
  long transactions() {
    return transactions.get();
  }

  /** Ends after what was submitted before; then closes the connection. */
  @Override
  public void close() {
    submit(new Stop());
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void submit(Job job) {
    queue.add(job);
    if (ended) {
      refuseRest();
    }
  }

  private void refuseRest() {
    for (Job job = queue.poll(); job != null; job = queue.poll()) {
      job.fail(new StageException(StageException.Kind.UNAVAILABLE, "the store is closed"));
    }
  }

  private void run() {
    try (handle) {
      while (turn()) {}
    } finally {
      ended = true;
      refuseRest();
    }
  }

  /** One transaction for the changes that wait, then the queries; false to stop. */
  private boolean turn() {
    List<Job> jobs = new ArrayList<>();
    try {
      jobs.add(queue.take());
    } catch (InterruptedException e) {
      return false;
    }
    queue.drainTo(jobs, BATCH - 1);
    List<Write> writes = new ArrayList<>();
    List<Read<?>> reads = new ArrayList<>();
    boolean more = true;
    for (Job job : jobs) {
      switch (job) {
        case Write write -> writes.add(write);
        case Read<?> read -> reads.add(read);
        case Stop stop -> more = false;
      }
    }
    if (!writes.isEmpty()) {
      commit(writes);
    }
    for (Read<?> read : reads) {
      RuntimeException failure = read.run(handle);
      if (failure != null && !alive()) {
        var cause = StoreException.cannotUse(where, failure);
        reads.forEach(unasked -> unasked.fail(cause));
        end(cause);
        return false;
      }
    }
    return more;
  }

  /** A database elsewhere may be gone: who starts again after us finds it, or waits for it. */
  private boolean alive() {
    try {
      return handle.getConnection().isValid(LIVENESS_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  private void commit(List<Write> writes) {
    if (failed) {
      var cause = new StageException(StageException.Kind.UNAVAILABLE, "the store has failed");
      writes.forEach(write -> write.fail(cause));
      return;
    }
    try {
      handle.useTransaction(h -> writes.forEach(write -> write.work().accept(h)));
      transactions.incrementAndGet();
    } catch (RuntimeException | Error e) {
      failed = true;
      var cause = StoreException.cannotUse(where, e);
      writes.forEach(write -> write.fail(cause));
      end(cause);
      return;
    }
    writes.forEach(write -> write.done().complete(null));
  }

  /** Not here: who ends the process may wait for this lane to close. */
  private void end(StoreException cause) {
    Thread.ofPlatform().name("store-failed").daemon().start(() -> fatal.accept(cause));
  }
}
