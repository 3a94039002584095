package dev.footlights.api.feed;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets those who have read the log wait until there is more. Any thread. */
final class Growth {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long times;
  private boolean stopped;

  void grew() {
    lock.lock();
    try {
      times++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nobody waits from now on. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean stopped() {
    lock.lock();
    try {
      return stopped;
    } finally {
      lock.unlock();
    }
  }

  /** To be asked before the log is read. */
  long times() {
    lock.lock();
    try {
      return times;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the log has grown since {@link #times} was asked; waits for that so long. */
  boolean await(long seen, Duration longest) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = longest.toNanos();
      while (times == seen && !stopped && left > 0) {
        left = changed.awaitNanos(left);
      }
      return times != seen;
    } finally {
      lock.unlock();
    }
  }
}
