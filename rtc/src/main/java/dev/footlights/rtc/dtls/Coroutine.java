package dev.footlights.rtc.dtls;

import java.util.concurrent.Semaphore;

/**
 * Lets blocking code run in steps: the body runs only while its owner waits in {@link #resume}, and
 * the owner goes on when the body pauses or ends. What one wrote the other sees.
 *
 * <p>A body that is never resumed to its end keeps its virtual thread for ever.
 */
final class Coroutine {
  private final Semaphore owner = new Semaphore(0);
  private final Semaphore body = new Semaphore(0);
  private final Thread thread;
  private boolean done;

  /**
   * @param code must not throw
   */
  Coroutine(Runnable code) {
    thread =
        Thread.ofVirtual()
            .name("dtls-handshake")
            .unstarted(
                () -> {
                  try {
                    code.run();
                  } finally {
                    done = true;
                    owner.release();
                  }
                });
  }

  /** The owner's: runs the body until it pauses or ends. */
  void resume() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    } else {
      body.release();
    }
    owner.acquireUninterruptibly();
  }

  /** The body's: waits for the next {@link #resume}. */
  void pause() {
    owner.release();
    body.acquireUninterruptibly();
  }

  boolean isStarted() {
    return thread.getState() != Thread.State.NEW;
  }

  boolean isDone() {
    return done;
  }

  Thread thread() {
    return thread;
  }
}
