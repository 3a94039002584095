package dev.footlights.live.replicate;

import dev.footlights.stage.StageException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of publishing, watching and replicating once more, as plainly as they can be said:
 * people and stages are numbers, and nothing has to be efficient. Time is in nanoseconds.
 *
 * <p>Everybody publishes in a home stage of his own. A method that takes a wish answers the
 * refusal, or null and has changed the state.
 */
final class PlainRules {
  private static final long NEVER = Long.MAX_VALUE;

  /** A participant of one stage, whatever he does in others. */
  private static final class Host {
    final int home;
    final Map<Integer, Replica> shownIn = new LinkedHashMap<>();
    final Set<Integer> everIn = new HashSet<>();
    boolean publishing;
    boolean disconnected;

    Host(int home) {
      this.home = home;
    }
  }

  private static final class Replica {
    final long window;
    long ends = NEVER;

    Replica(Duration window) {
      this.window = window.toNanos();
    }
  }

  /** Somebody who watches a host in a stage. */
  record Watching(int stage, int host, int viewer) {}

  private final boolean[] deleted;
  private final List<Host> hosts = new ArrayList<>();
  private final Set<Watching> watching = new HashSet<>();

  PlainRules(int stages, int hosts) {
    deleted = new boolean[stages];
    for (int host = 0; host < hosts; host++) {
      this.hosts.add(new Host(host % stages));
    }
  }

  boolean deleted(int stage) {
    return deleted[stage];
  }

  int home(int host) {
    return hosts.get(host).home;
  }

  boolean publishing(int host) {
    return hosts.get(host).publishing;
  }

  /** Whether a host, or a replica of him, is in the stage; away inside a window included. */
  boolean present(int host, int stage) {
    Host him = hosts.get(host);
    return stage == him.home ? him.publishing : him.shownIn.containsKey(stage);
  }

  Set<Integer> shownIn(int host) {
    return Set.copyOf(hosts.get(host).shownIn.keySet());
  }

  boolean watches(Watching who) {
    return watching.contains(who);
  }

  @Nullable Kind checkPublish(int host) {
    Host him = hosts.get(host);
    return deleted[him.home] || him.disconnected ? Kind.UNAUTHORIZED : null;
  }

  /** His first packet came. */
  void published(int host) {
    Host him = hosts.get(host);
    him.publishing = true;
    him.everIn.add(him.home);
    him.shownIn.values().forEach(replica -> replica.ends = NEVER);
  }

  /** He is gone, by himself. */
  void left(int host, long now) {
    Host him = hosts.get(host);
    him.publishing = false;
    for (int stage : shownIn(host)) {
      Replica replica = replica(him, stage);
      if (replica.window == 0) {
        end(host, stage);
      } else {
        replica.ends = now + replica.window;
      }
    }
    endIfNothingIsLeft(host);
  }

  private static Replica replica(Host host, int stage) {
    Replica replica = host.shownIn.get(stage);
    if (replica == null) {
      throw new AssertionError("asked only of a host who is shown there");
    }
    return replica;
  }

  @Nullable Kind start(int host, int source, int destination, Duration window) {
    Host him = hosts.get(host);
    if (source == destination) {
      return Kind.VALIDATION;
    }
    if (deleted[source] || deleted[destination] || !him.everIn.contains(source)) {
      return Kind.NOT_FOUND;
    }
    if (source != him.home || him.shownIn.containsKey(destination) || !him.publishing) {
      return Kind.CONFLICT;
    }
    him.shownIn.put(destination, new Replica(window));
    him.everIn.add(destination);
    return null;
  }

  @Nullable Kind stop(int host, int source, int destination) {
    Host him = hosts.get(host);
    if (deleted[source]
        || deleted[destination]
        || source != him.home
        || !him.shownIn.containsKey(destination)) {
      return Kind.NOT_FOUND;
    }
    end(host, destination);
    return null;
  }

  /** DisconnectParticipant. */
  @Nullable Kind disconnect(int host, int stage) {
    Host him = hosts.get(host);
    if (deleted[stage] || !him.everIn.contains(stage)) {
      return Kind.NOT_FOUND;
    }
    if (stage == him.home) {
      him.disconnected = true;
      endAll(host);
    } else if (him.shownIn.containsKey(stage)) {
      end(host, stage);
    }
    return null;
  }

  @Nullable Kind delete(int stage) {
    if (deleted[stage]) {
      return Kind.NOT_FOUND;
    }
    for (int host = 0; host < hosts.size(); host++) {
      Host him = hosts.get(host);
      if (him.home == stage) {
        endAll(host);
      } else if (him.shownIn.containsKey(stage)) {
        end(host, stage);
      }
    }
    deleted[stage] = true;
    watching.removeIf(who -> who.stage() == stage);
    return null;
  }

  @Nullable Kind watch(Watching who) {
    Host him = hosts.get(who.host());
    if (deleted[who.stage()]) {
      return Kind.UNAUTHORIZED;
    }
    if (!him.everIn.contains(who.stage())) {
      return Kind.NOT_FOUND;
    }
    if (!him.publishing || !present(who.host(), who.stage())) {
      return Kind.CONFLICT;
    }
    watching.add(who);
    return null;
  }

  void watchesNoMore(Watching who) {
    watching.remove(who);
  }

  /** Windows that passed. */
  void time(long now) {
    for (int host = 0; host < hosts.size(); host++) {
      for (int stage : shownIn(host)) {
        if (replica(hosts.get(host), stage).ends <= now) {
          end(host, stage);
        }
      }
    }
  }

  private void endAll(int host) {
    hosts.get(host).publishing = false;
    for (int stage : shownIn(host)) {
      end(host, stage);
    }
    endIfNothingIsLeft(host);
  }

  private void end(int host, int stage) {
    hosts.get(host).shownIn.remove(stage);
    watching.removeIf(who -> who.host() == host && who.stage() == stage);
    endIfNothingIsLeft(host);
  }

  private void endIfNothingIsLeft(int host) {
    Host him = hosts.get(host);
    if (!him.publishing && him.shownIn.isEmpty()) {
      watching.removeIf(who -> who.host() == host);
    }
  }
}
