package dev.footlights.deliver;

import dev.footlights.stage.event.EventName;
import dev.footlights.stage.event.LoggedEvent;
import java.util.List;

/** Somebody who is told of the log. One thread calls, and may be blocked. */
public interface Receiver extends AutoCloseable {

  /**
   * Under which the store remembers how far it was told; also in metrics and the log: no secret.
   */
  String name();

  /** Where it is, for whoever wonders what the name means: one line, and no secret either. */
  String place();

  /** Whether it is told of such entries. */
  boolean wants(EventName name);

  /** Most entries that it takes at once. */
  int most();

  /**
   * Tells it, in the order of the entries; bounded in time by the receiver itself.
   *
   * @param entries at least one, at most {@link #most}
   */
  Told tell(List<LoggedEvent> entries) throws InterruptedException;

  @Override
  void close();
}
