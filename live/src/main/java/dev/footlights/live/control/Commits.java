package dev.footlights.live.control;

import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.Store;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Changes on their way to the store, several at once, and what follows each of them: in order, and
 * never before the change is durable. What changes nothing waits for what came before it.
 */
final class Commits {
  private record InFlight(CompletableFuture<Void> durable, Runnable effects) {}

  private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

  private final Store store;
  private final Runnable wake;
  private final Consumer<Throwable> fatal;
  private final Deque<InFlight> inFlight = new ArrayDeque<>();
  private boolean draining;
  private boolean failed;

  /**
   * @param wake called from any thread when {@link #drain} has something to do
   * @param fatal called once, when a change could not be made durable
   */
  Commits(Store store, Runnable wake, Consumer<Throwable> fatal) {
    this.store = store;
    this.wake = wake;
    this.fatal = fatal;
  }

  void submit(Change change, Runnable effects) {
    CompletableFuture<Void> durable = change.isEmpty() ? NOTHING : store.commit(change);
    inFlight.add(new InFlight(durable, effects));
    if (!durable.isDone()) {
      durable.whenComplete((nothing, failure) -> wake.run());
    }
    drain();
  }

  /** Runs the effects of what is durable by now. */
  void drain() {
    if (draining) {
      return;
    }
    draining = true;
    while (!failed && !inFlight.isEmpty() && inFlight.peek().durable().isDone()) {
      InFlight first = inFlight.remove();
      if (first.durable().isCompletedExceptionally()) {
        fail(first.durable().exceptionNow());
      } else {
        first.effects().run();
      }
    }
    draining = false;
  }

  /** Whether nothing can be made durable any more. */
  boolean failed() {
    return failed;
  }

  void fail(Throwable failure) {
    if (!failed) {
      failed = true;
      fatal.accept(
          failure instanceof CompletionException e && e.getCause() != null
              ? e.getCause()
              : failure);
    }
  }
}
