package dev.footlights.sim.world;

import dev.footlights.sfu.shard.Egress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** One simulated shard's way out: everything leaves at once, into the world. */
final class SimEgress implements Egress {
  private static final int ROOM = 1 << 16;

  private final SimShards shards;
  private final int self;
  private final byte[] memory = new byte[ROOM];
  private final Map<InetSocketAddress, Integer> kept = new HashMap<>();
  private final Map<Integer, InetSocketAddress> addresses = new HashMap<>();
  private int nextPath;
  private int claimed;
  private InetSocketAddress stranger = InetSocketAddress.createUnresolved("nobody", 0);

  SimEgress(SimShards shards, int self) {
    this.shards = shards;
    this.self = self;
  }

  /** The number of an address; a stranger's is -1 and means the latest one. */
  int path(InetSocketAddress from) {
    Integer known = kept.get(from);
    if (known != null) {
      return known;
    }
    stranger = from;
    return -1;
  }

  @Override
  public int claim(int path, int maxBytes) {
    claimed = path;
    return 0;
  }

  @Override
  public byte[] memory() {
    return memory;
  }

  @Override
  public void commit(int bytes) {
    if (bytes > 0) {
      shards.send(self, address(claimed), memory, bytes);
    }
  }

  @Override
  public InetSocketAddress address(int path) {
    InetSocketAddress known = path < 0 ? stranger : addresses.get(path);
    if (known == null) {
      throw new IllegalStateException("path " + path + " was released");
    }
    return known;
  }

  @Override
  public int keep(int path) {
    if (path >= 0) {
      return path;
    }
    int fresh = nextPath++;
    kept.put(stranger, fresh);
    addresses.put(fresh, stranger);
    return fresh;
  }

  @Override
  public void release(int path) {
    InetSocketAddress was = addresses.remove(path);
    if (was != null) {
      kept.remove(was);
    }
  }

  @Override
  public boolean toShard(int shard, byte[] bytes, int offset, int length) {
    shards.mirror(shard, Arrays.copyOfRange(bytes, offset, offset + length));
    return true;
  }

  @Override
  public boolean signal(int shard, long word) {
    shards.signal(self, shard, word);
    return true;
  }

  @Override
  public boolean toHandshake(int transport, byte[] bytes, int offset, int length) {
    shards.handshake(transport, Arrays.copyOfRange(bytes, offset, offset + length));
    return true;
  }

  int paths() {
    return kept.size();
  }
}
