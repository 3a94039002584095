package dev.footlights.live.publish;

import dev.footlights.live.link.Fleet;
import dev.footlights.live.link.Turn;
import dev.footlights.sfu.shard.Command;
import dev.footlights.stage.participant.Member;
import org.jspecify.annotations.Nullable;

/**
 * A participant's publishing, its absences inside reconnect windows included: where its tracks are,
 * and which shards have viewers of it, whatever their stage.
 */
public final class Publication {
  private final int number;
  private final Member publisher;
  private final int[] viewers;
  private int home;
  private int generation;
  private @Nullable PublishLink current;
  private @Nullable PublishLink next;

  Publication(int number, Member publisher, int home, Fleet fleet) {
    this.number = number;
    this.publisher = publisher;
    this.home = home;
    this.viewers = new int[fleet.count()];
  }

  public int number() {
    return number;
  }

  public Member publisher() {
    return publisher;
  }

  /** The shard its tracks are on. */
  public int home() {
    return home;
  }

  int nextGeneration() {
    return ++generation;
  }

  @Nullable PublishLink current() {
    return current;
  }

  void current(@Nullable PublishLink link) {
    current = link;
  }

  /** The connection that is about to take over. */
  @Nullable PublishLink next() {
    return next;
  }

  void next(@Nullable PublishLink link) {
    next = link;
  }

  /** A viewer's senders on that shard were bound. */
  public void watched(Turn turn, int shard) {
    if (viewers[shard]++ == 0 && shard != home) {
      turn.tell(home, new Command.Mirror(number, shard, true));
    }
  }

  /** A viewer's senders on that shard were unbound. */
  public void unwatched(Turn turn, int shard) {
    if (--viewers[shard] == 0 && shard != home) {
      turn.tell(home, new Command.Mirror(number, shard, false));
    }
  }

  /** Its tracks are on another shard from now on; mirrors follow. */
  void move(Turn turn, int to) {
    int from = home;
    if (from == to) {
      return;
    }
    home = to;
    for (int shard = 0; shard < viewers.length; shard++) {
      if (shard != to) {
        turn.tell(shard, new Command.Move(number, to));
        if (viewers[shard] > 0) {
          turn.tell(to, new Command.Mirror(number, shard, true));
        }
      }
    }
    turn.tell(to, new Command.Move(number, to));
    for (int shard = 0; shard < viewers.length; shard++) {
      if (shard != from && viewers[shard] > 0) {
        turn.tell(from, new Command.Mirror(number, shard, false));
      }
    }
  }

  void end(Turn turn) {
    for (int shard = 0; shard < viewers.length; shard++) {
      turn.stop(shard, new Command.EndPublication(number));
    }
  }
}
