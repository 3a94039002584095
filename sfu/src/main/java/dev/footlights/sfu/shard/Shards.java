package dev.footlights.sfu.shard;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * The process's shards as the control thread sees them. Implemented by the loops and by the
 * simulation, which also run each transport's handshake: they see {@code OpenTransport} and {@code
 * CloseTransport} pass by.
 */
public interface Shards {

  /** How many there are, at least 1. */
  int count();

  /** Where the shard's transports can be reached, best first: what an answer lists. */
  List<InetSocketAddress> candidates(int shard);

  /** Queues a command; never blocks. Its {@link Event.Done} carries the id. */
  void command(int shard, long id, Command command);

  /** Receives every event of every shard, in each shard's order; must return at once. */
  interface Listener {
    void event(int shard, Event event);
  }
}
