package dev.footlights.live.control;

import dev.footlights.stage.replication.EndReason;
import dev.footlights.stage.replication.Replica;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Ended replications whose end some shard has yet to acknowledge. One that
 * StopParticipantReplication ended stays owed until a call could be told that every shard has: a
 * call that failed can be made again.
 */
final class Debts {
  private final Acks acks;
  private final Consumer<Replica> settled;
  private final Map<Long, Acks.Group> owed = new HashMap<>();

  /**
   * @param settled told when a row owes nothing any more
   */
  Debts(Acks acks, Consumer<Replica> settled) {
    this.acks = acks;
    this.settled = settled;
  }

  /** The replica ended; the group is what its viewers' shards were told. */
  void owe(Replica replica, Acks.Group group) {
    if (replica.owed().isEmpty()) {
      return;
    }
    owed.put(replica.number(), group);
    if (replica.endReason() != EndReason.STOPPED) {
      acks.whenDone(group, () -> settle(replica));
    }
  }

  /** Waits for the shards that the replica's row names. */
  void await(Replica replica, long now, Runnable done, Consumer<Acks.Group> late) {
    Acks.Group group = owed.get(replica.number());
    if (group == null) {
      done.run();
      return;
    }
    acks.await(
        group,
        now,
        () -> {
          settle(replica);
          done.run();
        },
        () -> late.accept(group));
  }

  private void settle(Replica replica) {
    if (owed.remove(replica.number()) != null) {
      settled.accept(replica);
    }
  }
}
