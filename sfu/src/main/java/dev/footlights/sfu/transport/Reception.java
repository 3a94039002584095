package dev.footlights.sfu.transport;

import dev.footlights.rtc.rtcp.ReportBlock;

/**
 * What a receiver report tells about one stream (RFC 3550 §6.4.1, appendix A.3 and A.8). Belongs to
 * the shard.
 */
final class Reception {
  private static final long NANOS = 1_000_000_000L;
  private static final int NTP_MIDDLE_SHIFT = 16;
  private static final int FRACTION = 256;

  private long first = -1;
  private long highest = -1;
  private long received;
  private long expectedBefore;
  private long receivedBefore;
  private long jitterTimes16;
  private long lastTransit;
  private long reportMiddle;
  private long reportAt;

  /**
   * @param index sequence number with roll-overs
   */
  void packet(long now, long index, long timestamp, int clockRate) {
    if (first < 0) {
      first = index;
    }
    highest = Math.max(highest, index);
    received++;
    long transit = now / 1_000 * clockRate / 1_000_000 - timestamp;
    if (received > 1) {
      long change = Math.abs((int) (transit - lastTransit));
      jitterTimes16 += change - (jitterTimes16 + 8 >> 4);
    }
    lastTransit = transit;
  }

  /** The publisher's sender report came. */
  void senderReport(long now, long ntpTime) {
    reportMiddle = ntpTime >>> NTP_MIDDLE_SHIFT & 0xFFFF_FFFFL;
    reportAt = now;
  }

  /** Whether a packet came since {@link #write} was called last. */
  boolean heard() {
    return received > receivedBefore;
  }

  /** Writes a report block and begins the next interval. Returns its length. */
  int write(long now, byte[] out, int at, long ssrc) {
    long expected = highest - first + 1;
    long lost = expected - received;
    long expectedNow = expected - expectedBefore;
    long lostNow = expectedNow - (received - receivedBefore);
    expectedBefore = expected;
    receivedBefore = received;
    int fraction =
        expectedNow <= 0 || lostNow <= 0
            ? 0
            : (int) Math.min(FRACTION - 1, lostNow * FRACTION / expectedNow);
    long delay = reportAt == 0 ? 0 : ((now - reportAt) / 1_000 << 16) / 1_000_000;
    return ReportBlock.write(
        out,
        at,
        ssrc,
        fraction,
        (int) Math.clamp(lost, Integer.MIN_VALUE, Integer.MAX_VALUE),
        highest,
        jitterTimes16 >> 4,
        reportMiddle,
        delay);
  }

  static long nanosOfNtp(long ntpTime) {
    long seconds = ntpTime >>> 32;
    return seconds * NANOS + ((ntpTime & 0xFFFF_FFFFL) * NANOS >>> 32);
  }
}
