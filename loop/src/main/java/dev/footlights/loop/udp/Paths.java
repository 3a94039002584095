package dev.footlights.loop.udp;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which remote address, through which of our sockets, a path number means.
 *
 * <p>Kept paths are numbered from 0. A stranger's number is negative and lasts for one turn, so
 * that an address that proves nothing leaves nothing behind. Belongs to the loop's thread.
 */
final class Paths {
  private record Path(int socket, InetSocketAddress remote) {}

  private final Map<Path, Integer> kept = new HashMap<>();
  private final ArrayDeque<Integer> free = new ArrayDeque<>();
  private @Nullable Path[] byId = new Path[64];
  private Path[] strangers = new Path[64];
  private int strangerCount;
  private int used;

  /** The number of an address: its kept one, or a stranger's. */
  int of(int socket, InetSocketAddress remote) {
    var path = new Path(socket, remote);
    Integer id = kept.get(path);
    if (id != null) {
      return id;
    }
    if (strangerCount == strangers.length) {
      strangers = Arrays.copyOf(strangers, strangerCount * 2);
    }
    strangers[strangerCount++] = path;
    return -strangerCount;
  }

  int keep(int id) {
    if (id >= 0) {
      return id;
    }
    Path path = strangers[-id - 1];
    Integer known = kept.get(path);
    if (known != null) {
      return known;
    }
    Integer reused = free.poll();
    int fresh = reused != null ? reused : used++;
    if (fresh >= byId.length) {
      byId = Arrays.copyOf(byId, byId.length * 2);
    }
    byId[fresh] = path;
    kept.put(path, fresh);
    return fresh;
  }

  void release(int id) {
    Path path = byId[id];
    if (path != null) {
      byId[id] = null;
      kept.remove(path);
      free.add(id);
    }
  }

  /** Whether a number means an address at present. */
  boolean known(int id) {
    return id < 0 ? -id <= strangerCount : byId[id] != null;
  }

  int socket(int id) {
    return path(id).socket;
  }

  InetSocketAddress remote(int id) {
    return path(id).remote;
  }

  private Path path(int id) {
    Path path = id < 0 ? strangers[-id - 1] : byId[id];
    if (path == null) {
      throw new IllegalStateException("path " + id + " was released");
    }
    return path;
  }

  /** Forgets the strangers. */
  void endTurn() {
    strangerCount = 0;
  }
}
