package dev.footlights.api.events;

import dev.footlights.live.presence.Attendee;
import dev.footlights.live.presence.StageState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * What leaves on one events connection. Nobody who has something to say waits for the reader: a
 * slow one misses states that newer ones replaced, and one that reads nothing is cut off.
 */
final class Socket implements Attendee {
  /** Most answers that wait; whoever reads nothing gets no more than these. */
  static final int MAX_ANSWERS = 8;

  /** How long one message may take to leave. */
  static final long STUCK_SECONDS = 10;

  /** RFC 6455 §5.5: what of a close frame's 125 bytes is left beside the code. */
  private static final int MAX_REASON = 123;

  private record Close(int code, String reason) {}

  private final Session session;
  private final StateText text;
  private final Executor executor;
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable StageState latest;
  private final Deque<String> answers = new ArrayDeque<>();
  private @Nullable Close close;
  private boolean sending;
  private boolean over;

  /**
   * @param executor runs what blocks
   */
  Socket(Session session, StateText text, Executor executor) {
    this.session = session;
    this.text = text;
    this.executor = executor;
  }

  @Override
  public void state(StageState state) {
    change(() -> latest = state);
  }

  @Override
  public void closed(int code, String reason) {
    change(() -> close = close == null ? new Close(code, reason) : close);
  }

  /** Answers a message of the client. */
  void answer(String message) {
    change(
        () -> {
          if (answers.size() < MAX_ANSWERS) {
            answers.add(message);
          }
        });
  }

  private void change(Runnable what) {
    lock.lock();
    try {
      what.run();
      if (!sending && !over) {
        sending = true;
        executor.execute(this::send);
      }
    } finally {
      lock.unlock();
    }
  }

  private void send() {
    try {
      for (Object next = next(); next != null; next = next()) {
        switch (next) {
          case StageState state -> send(text.of(state));
          case Close end -> {
            session.close(end.code(), cut(end.reason()), Callback.NOOP);
            return;
          }
          default -> send(next.toString());
        }
      }
    } catch (Exception e) {
      session.disconnect();
    }
  }

  private void send(String message) throws Exception {
    Callback.Completable.with(sent -> session.sendText(message, sent))
        .get(STUCK_SECONDS, TimeUnit.SECONDS);
  }

  private @Nullable Object next() {
    lock.lock();
    try {
      if (close != null) {
        over = true;
        return close;
      }
      String answer = answers.poll();
      if (answer != null) {
        return answer;
      }
      Object state = latest;
      latest = null;
      sending = state != null;
      return state;
    } finally {
      lock.unlock();
    }
  }

  private static String cut(String reason) {
    return reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
  }
}
