package dev.footlights.live;

import dev.footlights.sfu.shard.Command;
import dev.footlights.sfu.shard.Event;
import dev.footlights.sfu.shard.Shards;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers what they are told and acknowledge at once, unless one is deaf. */
public final class FakeShards implements Shards {

  /** A command as a shard heard it. */
  public record Heard(int shard, long id, Command command) {}

  private final int count;
  private final List<Heard> heard = new ArrayList<>();
  private final List<Heard> owed = new ArrayList<>();
  private final Set<Integer> deaf = new HashSet<>();
  private @Nullable Listener listener;

  public FakeShards(int count) {
    this.count = count;
  }

  void listener(Listener control) {
    listener = control;
  }

  /** The shard acknowledges nothing from now on. */
  public void deafen(int shard) {
    deaf.add(shard);
  }

  /** It acknowledges again, what it owes too. */
  public void heal(int shard) {
    deaf.remove(shard);
    for (Heard late : List.copyOf(owed)) {
      if (late.shard() == shard && owed.remove(late)) {
        acknowledge(late);
      }
    }
  }

  /** Commands of one kind, oldest first. */
  public <C extends Command> List<C> heard(Class<C> kind) {
    return heard.stream().map(Heard::command).filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Commands of one kind that one shard heard, oldest first. */
  public <C extends Command> List<C> heard(int shard, Class<C> kind) {
    return heard.stream()
        .filter(h -> h.shard() == shard)
        .map(Heard::command)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  public List<Heard> heard() {
    return List.copyOf(heard);
  }

  public void forget() {
    heard.clear();
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public List<InetSocketAddress> candidates(int shard) {
    return List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4570 + shard));
  }

  @Override
  public void command(int shard, long id, Command command) {
    var word = new Heard(shard, id, command);
    heard.add(word);
    if (deaf.contains(shard)) {
      owed.add(word);
    } else {
      acknowledge(word);
    }
  }

  private void acknowledge(Heard word) {
    if (listener != null) {
      listener.event(word.shard(), new Event.Done(word.id(), 0));
    }
  }
}
