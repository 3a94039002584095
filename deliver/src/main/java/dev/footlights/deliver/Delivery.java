package dev.footlights.deliver;

import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.repository.Outbox;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log on its way to one receiver. Entries go in the order of the log; the next ones leave only
 * after the receiver has acknowledged those before, and the store is told how far that is. A crash
 * between the two tells some again.
 *
 * <p>One thread steps; what is counted any thread may read.
 */
public final class Delivery {
  /** Entries that are read at once. */
  static final int PAGE = 500;

  /** How many unwanted entries are passed over before that is worth a write. */
  static final int FAR = 1000;

  /** How long the log is left alone when nobody says that it has grown. */
  static final Duration POLL = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private static final long UNKNOWN = -1;

  private final Outbox outbox;
  private final Receiver receiver;
  private final Pace pace;
  private final LongSupplier nanos;
  private final Deque<LoggedEvent> waiting = new ArrayDeque<>();
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  /** All up to here was told, or is not wanted. */
  private volatile long position = UNKNOWN;

  private volatile long head;
  private volatile boolean parked;
  private long read;
  private long kept;
  private long notBefore;
  private boolean failing;

  Delivery(
      Outbox outbox,
      Receiver receiver,
      RetrySettings settings,
      LongSupplier nanos,
      RandomGenerator random) {
    this.outbox = outbox;
    this.receiver = receiver;
    this.pace = new Pace(settings, random);
    this.nanos = nanos;
  }

  public String receiver() {
    return receiver.name();
  }

  /** Entries that were acknowledged, since the start. */
  public long delivered() {
    return delivered.get();
  }

  /** Attempts that failed, since the start. */
  public long failed() {
    return failed.get();
  }

  public boolean parked() {
    return parked;
  }

  /** Entries of the log after the last that was told or passed over; some may not be wanted. */
  public long behind() {
    return position == UNKNOWN ? 0 : Math.max(0, head - position);
  }

  /** Whether it waits for the log to grow, and not for a pause to end. */
  boolean hungry() {
    return !failing;
  }

  /**
   * Tells the receiver of the next entries, if it is time and there are any.
   *
   * @return when to step again, at the latest
   */
  long step() throws InterruptedException {
    head = outbox.head().join();
    if (position == UNKNOWN) {
      begin();
    }
    long now = nanos.getAsLong();
    if (failing && now - notBefore < 0) {
      return Math.min(notBefore - now, POLL.toNanos()) + now;
    }
    boolean more = true;
    if (waiting.isEmpty()) {
      more = readOn();
    }
    if (!waiting.isEmpty()) {
      tell();
      more |= !waiting.isEmpty();
    }
    now = nanos.getAsLong();
    if (failing) {
      return notBefore;
    }
    return more ? now : now + POLL.toNanos();
  }

  /** A receiver that was never told begins with what happens from now on. */
  private void begin() {
    long known = outbox.cursor(receiver.name()).join();
    if (known == UNKNOWN) {
      known = head;
      outbox.advance(receiver.name(), known).join();
    }
    read = known;
    kept = known;
    position = known;
  }

  /** Whether the log goes on after what was read. */
  private boolean readOn() {
    List<LoggedEvent> page = outbox.log(read, PAGE).join();
    for (LoggedEvent entry : page) {
      read = entry.position();
      if (receiver.wants(entry.event().name())) {
        waiting.add(entry);
      }
    }
    boolean more = page.size() == PAGE;
    if (!more) {
      // The head was asked for first, so that nothing up to it can still come.
      read = Math.max(read, head);
    }
    if (waiting.isEmpty()) {
      position = read;
      if (position - kept >= FAR) {
        keep();
      }
    }
    return more;
  }

  private void tell() throws InterruptedException {
    List<LoggedEvent> next = new ArrayList<>();
    for (LoggedEvent entry : waiting) {
      if (next.size() == receiver.most()) {
        break;
      }
      next.add(entry);
    }
    Told told = receiver.tell(List.copyOf(next));
    if (told.count() > 0) {
      for (int i = 0; i < told.count(); i++) {
        position = waiting.remove().position();
      }
      if (waiting.isEmpty()) {
        position = read;
      }
      delivered.addAndGet(told.count());
      keep();
      recovered();
    }
    if (told.failure() != null) {
      fail(told.failure(), told.gone());
    }
  }

  private void keep() {
    outbox.advance(receiver.name(), position).join();
    kept = position;
  }

  private void recovered() {
    if (failing) {
      LOG.info("{} is told again, after {} failures", receiver.name(), pace.failures());
    }
    pace.succeeded();
    failing = false;
    parked = false;
  }

  private void fail(String why, boolean gone) {
    long now = nanos.getAsLong();
    failed.incrementAndGet();
    notBefore = now + pace.failed(now, gone);
    if (!failing) {
      LOG.warn("{} could not be told, and will be tried again: {}", receiver.name(), why);
    }
    if (!parked && pace.parked()) {
      LOG.error(
          "{} is parked, {} entries behind, and tried seldom from now on: {}",
          receiver.name(),
          behind(),
          why);
    }
    parked = pace.parked();
    failing = true;
  }
}
