package dev.footlights.sfu.stats;

import dev.footlights.rtc.Reject;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Totals of one shard since its start. The shard's thread counts; any thread may read.
 *
 * <p>One writer, so an ordered store is enough: no atomic addition on the packet path.
 */
public final class Counters {
  /** What is counted beside the rejects; the name in lower case is the metric's. */
  public enum Total {
    DATAGRAMS_IN,
    BYTES_IN,
    PACKETS_OUT,
    BYTES_OUT,
    PACKETS_MIRRORED,
    MIRROR_RING_FULL,
    MIRROR_UNKNOWN,
    SENDS_BLOCKED,
    SENDS_FAILED,
    SENDS_DROPPED,
    NACKS_SENT,
    NACKS_RECEIVED,
    RETRANSMISSIONS_IN,
    RETRANSMISSIONS_OUT,
    RETRANSMISSIONS_REFUSED,
    KEYFRAME_REQUESTS_SENT,
    KEYFRAME_REQUESTS_RECEIVED,
    SPLICES,
    TRANSPORTS_OPENED,
    TRANSPORTS_CLOSED,
    CONSENTS_EXPIRED,
    NEVER_CONNECTED,
    CLOSED_BY_PEER,
    HANDSHAKES_FAILED,
    INTERNAL_ERRORS
  }

  private final AtomicLongArray totals = new AtomicLongArray(Total.values().length);
  private final AtomicLongArray rejects = new AtomicLongArray(Reject.values().length);

  public void count(Total total) {
    add(total, 1);
  }

  public void add(Total total, long amount) {
    int at = total.ordinal();
    totals.setRelease(at, totals.getPlain(at) + amount);
  }

  public void reject(Reject reason) {
    int at = reason.ordinal();
    rejects.setRelease(at, rejects.getPlain(at) + 1);
  }

  public long total(Total total) {
    return totals.getAcquire(total.ordinal());
  }

  public long rejected(Reject reason) {
    return rejects.getAcquire(reason.ordinal());
  }
}
