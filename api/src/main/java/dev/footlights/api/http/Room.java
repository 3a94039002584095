package dev.footlights.api.http;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that bodies of a kind may take, of which one address gets its share at most. Not so
 * this machine's: a proxy here brings everybody's. Any thread.
 */
final class Room {
  private final long size;
  private final long share;
  private final AtomicLong taken = new AtomicLong();
  private final Map<InetAddress, Long> shares = new ConcurrentHashMap<>();

  /**
   * @param size in bytes
   * @param share of it for one address, in bytes
   */
  Room(long size, long share) {
    this.size = size;
    this.share = share;
  }

  /** What one request takes of it, nothing at first. One thread. */
  final class Place {
    private final InetAddress payer;
    private int bytes;

    private Place(InetAddress payer) {
      this.payer = payer;
    }

    /** Takes or gives back what is between; false, and as it was, when there is no room. */
    boolean become(int most) {
      if (most > bytes && !take(payer, most - bytes)) {
        return false;
      }
      if (most < bytes) {
        give(payer, bytes - most);
      }
      bytes = most;
      return true;
    }
  }

  /**
   * @param payer of what the place will take
   */
  Place place(InetAddress payer) {
    return new Place(payer);
  }

  private boolean take(InetAddress payer, int more) {
    boolean fits = taken.addAndGet(more) <= size;
    if (payer.isLoopbackAddress()) {
      if (!fits) {
        taken.addAndGet(-more);
      }
      return fits;
    }
    boolean within = shares.merge(payer, (long) more, Long::sum) <= share;
    if (!fits || !within) {
      give(payer, more);
    }
    return fits && within;
  }

  private void give(InetAddress payer, int back) {
    taken.addAndGet(-back);
    shares.computeIfPresent(payer, (_, held) -> held <= back ? null : Long.valueOf(held - back));
  }

  long taken() {
    return taken.get();
  }

  int addresses() {
    return shares.size();
  }
}
