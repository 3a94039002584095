package dev.footlights.live.replicate;

import dev.footlights.stage.StageException.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of replication as a list and a few sets, with no thought of how to do them. Stages are
 * numbers, and so are participants; a null answer means yes.
 */
final class PlainModel {

  /** Somebody in a stage. */
  record Who(int stage, int id) {}

  /** A replication that goes on; {@code awayUntil} is 0 while its source publishes. */
  static final class Shown {
    final Who source;
    final int destination;
    final long window;
    long awayUntil;

    Shown(Who source, int destination, long window) {
      this.source = source;
      this.destination = destination;
      this.window = window;
    }

    Who replica() {
      return new Who(destination, source.id());
    }
  }

  private final Set<Who> known = new HashSet<>();
  private final Set<Who> publishing = new HashSet<>();
  private final Set<Who> kicked = new HashSet<>();
  private final List<Shown> shown = new ArrayList<>();

  @Nullable Kind publish(Who who) {
    if (kicked.contains(who)) {
      return Kind.UNAUTHORIZED;
    }
    if (replica(who) != null) {
      return Kind.CONFLICT;
    }
    if (places(who) >= 12) {
      return Kind.QUOTA;
    }
    known.add(who);
    publishing.add(who);
    for (Shown s : from(who)) {
      s.awayUntil = 0;
    }
    return null;
  }

  void leave(Who who, long now) {
    publishing.remove(who);
    for (Shown s : from(who)) {
      if (s.window == 0) {
        shown.remove(s);
      } else {
        s.awayUntil = now + s.window;
      }
    }
  }

  @Nullable Kind start(Who who, int destination, long window) {
    if (who.stage() == destination) {
      return Kind.VALIDATION;
    }
    if (!known.contains(who)) {
      return Kind.NOT_FOUND;
    }
    var there = new Who(destination, who.id());
    if (replica(who) != null
        || find(who, destination) != null
        || !publishing.contains(who)
        || replica(there) != null
        || publishing.contains(there)
        || !from(there).isEmpty()) {
      return Kind.CONFLICT;
    }
    if (from(who).size() >= 5 || places(there) >= 12) {
      return Kind.QUOTA;
    }
    known.add(there);
    shown.add(new Shown(who, destination, window));
    return null;
  }

  @Nullable Kind stop(Who who, int destination) {
    Shown active = find(who, destination);
    if (active == null) {
      return Kind.NOT_FOUND;
    }
    shown.remove(active);
    return null;
  }

  @Nullable Kind kick(Who who) {
    if (!known.contains(who)) {
      return Kind.NOT_FOUND;
    }
    Shown replica = replica(who);
    if (replica != null) {
      shown.remove(replica);
    } else {
      kicked.add(who);
      publishing.remove(who);
      shown.removeAll(from(who));
    }
    return null;
  }

  /** The stage is deleted, and another takes its number. */
  void delete(int stage) {
    shown.removeIf(s -> s.source.stage() == stage || s.destination == stage);
    known.removeIf(who -> who.stage() == stage);
    publishing.removeIf(who -> who.stage() == stage);
    kicked.removeIf(who -> who.stage() == stage);
  }

  void time(long now) {
    shown.removeIf(s -> s.awayUntil != 0 && s.awayUntil <= now);
  }

  @Nullable Kind watch(Who who) {
    if (!known.contains(who)) {
      return Kind.NOT_FOUND;
    }
    return seen(who) ? null : Kind.CONFLICT;
  }

  /** Whether its media arrives in its stage. */
  boolean seen(Who who) {
    Shown replica = replica(who);
    return replica == null ? publishing.contains(who) : replica.awayUntil == 0;
  }

  /** Whether viewers of it stay. */
  boolean watchable(Who who) {
    return publishing.contains(who) || replica(who) != null || !from(who).isEmpty();
  }

  boolean publishes(Who who) {
    return publishing.contains(who);
  }

  Set<Integer> destinations(Who who) {
    Set<Integer> destinations = new HashSet<>();
    from(who).forEach(s -> destinations.add(s.destination));
    return destinations;
  }

  private int places(Who except) {
    Set<Who> holders = new HashSet<>();
    publishing.stream().filter(who -> who.stage() == except.stage()).forEach(holders::add);
    shown.stream()
        .filter(s -> s.destination == except.stage())
        .forEach(s -> holders.add(s.replica()));
    holders.remove(except);
    return holders.size();
  }

  private List<Shown> from(Who who) {
    return shown.stream().filter(s -> s.source.equals(who)).toList();
  }

  private @Nullable Shown find(Who who, int destination) {
    return from(who).stream().filter(s -> s.destination == destination).findFirst().orElse(null);
  }

  private @Nullable Shown replica(Who who) {
    return shown.stream().filter(s -> s.replica().equals(who)).findFirst().orElse(null);
  }
}
