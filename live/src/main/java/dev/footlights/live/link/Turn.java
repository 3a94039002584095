package dev.footlights.live.link;

import dev.footlights.sfu.shard.Command;
import dev.footlights.stage.Moment;
import dev.footlights.stage.Outcome;
import dev.footlights.stage.replication.Replica;
import java.util.ArrayList;
import java.util.List;

/** One command of the control thread: what it changes, and what happens once that is durable. */
public final class Turn {

  /** What follows the commit. */
  public sealed interface Effect {}

  /**
   * A word to a shard.
   *
   * @param awaited whether an answer may depend on its being carried out
   */
  public record Tell(int shard, Command command, boolean awaited) implements Effect {}

  /** Anything else; must return at once. */
  public record Do(Runnable action) implements Effect {}

  private final Moment now;
  private final List<Effect> effects = new ArrayList<>();
  private final List<Replica> ended = new ArrayList<>();
  private Outcome out = new Outcome();

  public Turn(Moment now) {
    this.now = now;
  }

  public Moment now() {
    return now;
  }

  public Outcome out() {
    return out;
  }

  public void tell(int shard, Command command) {
    effects.add(new Tell(shard, command, false));
  }

  /** Tells a shard to stop sending something; an answer may wait for its acknowledgement. */
  public void stop(int shard, Command command) {
    effects.add(new Tell(shard, command, true));
  }

  public void then(Runnable action) {
    effects.add(new Do(action));
  }

  public List<Effect> effects() {
    return effects;
  }

  /** A replication ended in this turn. */
  public void ended(Replica replica) {
    ended.add(replica);
  }

  public List<Replica> ended() {
    return ended;
  }

  /** Forgets rows and events so far, for they are about to be removed anyway. */
  public void discard() {
    out = new Outcome();
  }

  /** Whether nothing has happened yet. */
  public boolean untouched() {
    return effects.isEmpty() && out.change().isEmpty();
  }
}
