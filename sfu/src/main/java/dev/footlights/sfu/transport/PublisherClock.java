package dev.footlights.sfu.transport;

/**
 * Maps one publisher's NTP clock to the shard's: they may differ by hours.
 *
 * <p>The report that travelled fastest is the nearest to the truth, so the smallest difference of
 * arrival and sending is kept. Belongs to the shard.
 */
final class PublisherClock {
  private static final long NANOS = 1_000_000_000L;

  private boolean known;
  private long offset;

  /** Takes a sender report; returns when, in the shard's time, it says it was sent. */
  long shardTime(long now, long ntpTime) {
    long sent = nanos(ntpTime);
    if (!known || now - sent < offset) {
      known = true;
      offset = now - sent;
    }
    return sent + offset;
  }

  private static long nanos(long ntpTime) {
    return (ntpTime >>> 32) * NANOS + ((ntpTime & 0xFFFF_FFFFL) * NANOS >>> 32);
  }
}
