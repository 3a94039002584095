package dev.footlights.stage.repository;

import dev.footlights.stage.event.LoggedEvent;
import dev.footlights.stage.session.StageArn;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The log of all stages, for those who tell the world, and how far each of them has got. No method
 * blocks; any thread may call.
 *
 * <p>Entries may be removed when their session ended long ago, told or not: a receiver that was
 * away for so long finds a gap, which the sequence numbers show.
 */
public interface Outbox {

  /**
   * The position of the last entry that is durable, 0 for none. Grows also after what it counted
   * was removed.
   */
  CompletableFuture<Long> head();

  /** The entries after a position, in their order, at most so many. */
  CompletableFuture<List<LoggedEvent>> log(long afterPosition, int most);

  /** The entries of one stage after a sequence number, in their order, at most so many. */
  CompletableFuture<List<LoggedEvent>> log(StageArn stage, long afterSequence, int most);

  /** The position up to which a receiver was told, or -1 where it is not known. */
  CompletableFuture<Long> cursor(String receiver);

  /** Remembers it. The future ends when that is durable. */
  CompletableFuture<Void> advance(String receiver, long position);

  /**
   * Has somebody told after each commit that carried events, when those are durable. It is told on
   * a thread of the store's, and so must not block.
   */
  void onGrowth(Runnable told);
}
