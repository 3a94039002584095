package dev.footlights.api.feed;

import dev.footlights.api.http.Await;
import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.repository.Outbox;
import dev.footlights.stage.session.StageArn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far one connection has read the log: of one stage by sequence, or of all by position. */
final class Reading {
  /** Entries that are read at once. */
  static final int PAGE = 200;

  private static final long UNKNOWN = -1;

  private final Outbox outbox;
  private final @Nullable StageArn stage;
  private long position;
  private long sequence;

  private Reading(Outbox outbox, @Nullable StageArn stage, long position, long sequence) {
    this.outbox = outbox;
    this.stage = stage;
    this.position = position;
    this.sequence = sequence;
  }

  /** What happens from now on. */
  static Reading fromNow(Outbox outbox, @Nullable StageArn stage) {
    return new Reading(outbox, stage, Await.on(outbox.head()), UNKNOWN);
  }

  /**
   * @param id of the last entry that is known, 0 for none
   */
  static Reading after(Outbox outbox, @Nullable StageArn stage, long id) {
    return stage == null
        ? new Reading(outbox, null, id, UNKNOWN)
        : new Reading(outbox, stage, UNKNOWN, id);
  }

  /** By which a caller resumes after it. */
  long id(LoggedEvent entry) {
    return stage == null ? entry.position() : entry.sequence();
  }

  /** The next entries; blocks on the store. */
  Chunk next() {
    StageArn one = stage;
    List<LoggedEvent> page;
    if (one != null && sequence != UNKNOWN) {
      page = Await.on(outbox.log(one, sequence, PAGE));
      if (!page.isEmpty()) {
        sequence = page.getLast().sequence();
      }
      return new Chunk(page, page.size() == PAGE);
    }
    page = Await.on(outbox.log(position, PAGE));
    if (!page.isEmpty()) {
      position = page.getLast().position();
    }
    boolean more = page.size() == PAGE;
    if (one == null) {
      return new Chunk(page, more);
    }
    // The stage's numbers are known from its first entry on.
    List<LoggedEvent> ofStage =
        page.stream().filter(entry -> entry.event().stage().equals(one)).toList();
    if (!ofStage.isEmpty()) {
      sequence = ofStage.getLast().sequence();
    }
    return new Chunk(ofStage, more);
  }

  /**
   * Some of the log.
   *
   * @param more whether the log goes on already
   */
  record Chunk(List<LoggedEvent> entries, boolean more) {}
}
