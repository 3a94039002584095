package dev.footlights.sim.world;

import dev.footlights.stage.repository.Change;
import dev.footlights.stage.repository.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * A store before which a disk stands that may take its time: while it is slow, what is committed is
 * durable, and seen by queries, only after a while. One change after the other, as one file has
 * them.
 */
final class SlowDisk implements Plane.Part {
  private record Syncing(Change change, CompletableFuture<Void> durable, long at) {}

  private final Store store;
  private final Deque<Syncing> syncing = new ArrayDeque<>();
  private long takes;
  private long now;

  SlowDisk(Store store) {
    this.store = store;
  }

  /** How long each sync takes from now on. */
  void takes(Duration each) {
    takes = each.toNanos();
  }

  /** The store behind the disk. */
  Store asStore() {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("commit") && (takes > 0 || !syncing.isEmpty())) {
                return sync((Change) arguments[0]);
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private CompletableFuture<Void> sync(Change change) {
    var durable = new CompletableFuture<Void>();
    long free = syncing.isEmpty() ? now : Math.max(now, syncing.getLast().at());
    syncing.add(new Syncing(change, durable, free + takes));
    return durable;
  }

  @Override
  public void step(long now) {
    this.now = now;
    while (!syncing.isEmpty() && syncing.peek().at() <= now) {
      Syncing done = syncing.remove();
      store.commit(done.change()).join();
      done.durable().complete(null);
    }
  }

  @Override
  public long deadline() {
    return syncing.isEmpty() ? Long.MAX_VALUE : syncing.peek().at();
  }
}
