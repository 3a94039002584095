package dev.footlights.live.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which commands shards have yet to carry out, and who waits for it. */
final class Acks {
  /** A shard that does not turn for so long has failed. */
  static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

  /** Commands of one turn that stop something. */
  static final class Group {
    private final Map<Long, Integer> open = new LinkedHashMap<>();

    boolean done() {
      return open.isEmpty();
    }

    /** Those that have not acknowledged everything. */
    Set<Integer> shards() {
      return new TreeSet<>(open.values());
    }
  }

  private record Wait(Group group, long until, Runnable done, Runnable late) {}

  private final Map<Long, Group> groups = new HashMap<>();
  private final List<Wait> waits = new ArrayList<>();

  void expect(Group group, int shard, long id) {
    group.open.put(id, shard);
    groups.put(id, group);
  }

  /**
   * Runs one of the two, perhaps at once.
   *
   * @param now when the wait begins
   * @param late the group is not done after {@link #PATIENCE_NANOS}
   */
  void await(Group group, long now, Runnable done, Runnable late) {
    if (group.done()) {
      done.run();
    } else {
      waits.add(new Wait(group, now + PATIENCE_NANOS, done, late));
    }
  }

  /** Runs {@code done} as soon as the group is, however long that takes. */
  void whenDone(Group group, Runnable done) {
    if (group.done()) {
      done.run();
    } else {
      waits.add(new Wait(group, Long.MAX_VALUE, done, () -> {}));
    }
  }

  void done(long id) {
    Group group = groups.remove(id);
    if (group == null) {
      return;
    }
    group.open.remove(id);
    if (group.done()) {
      for (Wait wait : List.copyOf(waits)) {
        if (wait.group() == group && waits.remove(wait)) {
          wait.done().run();
        }
      }
    }
  }

  void expire(long now) {
    for (Wait wait : List.copyOf(waits)) {
      if (wait.until() <= now && waits.remove(wait)) {
        wait.late().run();
      }
    }
  }

  long deadline() {
    long earliest = Long.MAX_VALUE;
    for (Wait wait : waits) {
      earliest = Math.min(earliest, wait.until());
    }
    return earliest;
  }
}
