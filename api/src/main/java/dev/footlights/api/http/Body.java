package dev.footlights.api.http;

import java.util.concurrent.atomic.AtomicLong;

/** A request's whole body, which takes its room until it is closed. One thread. */
public final class Body implements BodyResult, AutoCloseable {
  private final byte[] bytes;
  private final AtomicLong taken;
  private boolean closed;

  Body(byte[] bytes, AtomicLong taken) {
    this.bytes = bytes;
    this.taken = taken;
  }

  /** Not copied. */
  public byte[] bytes() {
    return bytes;
  }

  /** Gives the room back. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      taken.addAndGet(-bytes.length);
    }
  }
}
