package dev.footlights.api.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts bodies that had no room, and tells the log of some: seldom enough to fill no disk. */
final class NoRoom {
  /** Between two entries. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(NoRoom.class);

  private final String of;
  private final Counter counter;
  private final LongSupplier nanos;
  private final AtomicLong next;
  private final AtomicLong untold = new AtomicLong();

  /**
   * @param of what the bodies are
   * @param nanos monotonic
   */
  NoRoom(String of, MeterRegistry registry, LongSupplier nanos) {
    this.of = of;
    this.nanos = nanos;
    this.next = new AtomicLong(nanos.getAsLong());
    this.counter =
        Counter.builder("footlights.http.bodies.refused")
            .description("Requests refused because bodies in hand took all the room there is")
            .tag("of", of)
            .register(registry);
  }

  void tell(String address) {
    counter.increment();
    long now = nanos.getAsLong();
    long due = next.get();
    if (now - due < 0 || !next.compareAndSet(due, now + PAUSE.toNanos())) {
      untold.incrementAndGet();
      return;
    }
    LOG.warn(
        "there is no room for the bodies of {}: one from {} was refused; {} refusals before it were"
            + " not told",
        of,
        address,
        untold.getAndSet(0));
  }
}
