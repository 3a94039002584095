package dev.footlights.live.control;

import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** The thread that runs {@link Control#step} in a server. */
public final class ControlThread implements AutoCloseable {
  private final Control control;
  private final LongSupplier nanos;
  private final InstantSource wall;
  private final Thread thread;
  private volatile boolean running = true;

  /**
   * Starts it.
   *
   * @param nanos the monotonic clock that the shards use too
   */
  public ControlThread(Control control, LongSupplier nanos, InstantSource wall) {
    this.control = control;
    this.nanos = nanos;
    this.wall = wall;
    thread = Thread.ofPlatform().name("control").unstarted(this::run);
    control.onWork(() -> LockSupport.unpark(thread));
    thread.start();
  }

  private void run() {
    while (running) {
      control.step(nanos.getAsLong(), wall.instant());
      long deadline = control.deadline();
      if (deadline == Long.MAX_VALUE) {
        LockSupport.park(this);
      } else {
        long wait = deadline - nanos.getAsLong();
        if (wait > 0) {
          LockSupport.parkNanos(this, wait);
        }
      }
    }
  }

  /** Ends the thread after the step that runs. */
  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
