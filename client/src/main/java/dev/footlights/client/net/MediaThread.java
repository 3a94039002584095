package dev.footlights.client.net;

import dev.footlights.client.http.ClientException;
import dev.footlights.client.peer.Media;
import dev.footlights.client.peer.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs the peers of a process: each has a socket of its own, all share this thread. Whoever wants
 * to touch a peer, or to read what it counts, does so by {@link #ask}.
 */
public final class MediaThread implements AutoCloseable {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** A peer without a deadline is looked at this often. */
  private static final long IDLE_MILLIS = 500;

  private static final int ASK_SECONDS = 10;

  private final Selector selector;
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final Thread thread;
  private volatile boolean closing;

  public MediaThread() {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofPlatform().name("client-media").daemon().start(this::run);
  }

  /** Gives a peer a socket and its answer, and drives it until {@link #stop}. */
  public void start(Peer peer, String answer) {
    ask(
        () -> {
          endpoints.add(Endpoint.open(peer, selector));
          peer.answer(System.nanoTime(), answer);
          return true;
        });
  }

  /** Closes a peer, telling the server, and its socket. */
  public void stop(Peer peer) {
    ask(
        () ->
            endpoints.removeIf(
                endpoint -> {
                  if (endpoint.peer() != peer) {
                    return false;
                  }
                  endpoint.leave();
                  endpoint.close();
                  return true;
                }));
  }

  /** Runs something on this thread and returns what it returned. */
  public <T> T ask(Supplier<T> question) {
    var answer = new CompletableFuture<T>();
    tasks.add(
        () -> {
          try {
            answer.complete(question.get());
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    selector.wakeup();
    try {
      return answer.get(ASK_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new ClientException("the media thread: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new ClientException("the media thread does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }

  private void run() {
    try {
      while (!closing) {
        turn();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      endpoints.forEach(Endpoint::close);
    }
  }

  private void turn() throws IOException {
    long wait = deadline() - System.nanoTime();
    if (wait <= 0) {
      selector.selectNow();
    } else {
      selector.select(Math.clamp(Math.ceilDiv(wait, NANOS_PER_MILLI), 1, IDLE_MILLIS));
    }
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.isValid() && key.attachment() instanceof Endpoint endpoint) {
        endpoint.read();
      }
    }
    selector.selectedKeys().clear();
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    for (int i = 0; i < endpoints.size(); i++) {
      endpoints.get(i).turn();
    }
  }

  private long deadline() {
    long now = System.nanoTime();
    long deadline = now + IDLE_MILLIS * NANOS_PER_MILLI;
    for (int i = 0; i < endpoints.size(); i++) {
      long due = endpoints.get(i).deadline();
      if (due == Long.MIN_VALUE) {
        return now;
      }
      if (due != Media.NEVER && due - deadline < 0) {
        deadline = due;
      }
    }
    return deadline;
  }

  /** Closes all peers, telling the server, and ends the thread. */
  @Override
  public void close() {
    if (thread.isAlive()) {
      tasks.add(() -> endpoints.forEach(Endpoint::leave));
      tasks.add(() -> closing = true);
      selector.wakeup();
      try {
        thread.join(TimeUnit.SECONDS.toMillis(2));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
