package dev.footlights.rtc.rtcp;

/**
 * What a receiver report tells about one stream (RFC 3550 §6.4.1, appendix A.3 and A.8). Belongs to
 * its owner's thread; times are nanoseconds.
 */
public final class Reception {
  private static final int NTP_MIDDLE_SHIFT = 16;
  private static final int FRACTION = 256;

  private long first;
  private long highest;
  private long received;
  private long expectedBefore;
  private long receivedBefore;
  private long jitterTimes16;
  private long lastTransit;
  private long reportMiddle;
  private long reportAt;

  /**
   * The index of a sequence number: the one nearest to the highest that came; negative for a packet
   * that an earlier one overtook before the first roll-over.
   */
  public long unwrap(int sequenceNumber) {
    return received == 0 ? sequenceNumber : highest + (short) (sequenceNumber - (int) highest);
  }

  /**
   * A packet came.
   *
   * @param index sequence number with roll-overs
   * @param clockRate RTP ticks per second
   */
  public void packet(long now, long index, long timestamp, int clockRate) {
    first = received == 0 ? index : first;
    highest = received == 0 ? index : Math.max(highest, index);
    received++;
    long transit = now / 1_000 * clockRate / 1_000_000 - timestamp;
    if (received > 1) {
      long change = Math.abs((int) (transit - lastTransit));
      jitterTimes16 += change - (jitterTimes16 + 8 >> 4);
    }
    lastTransit = transit;
  }

  /** The sender's report came. */
  public void senderReport(long now, long ntpTime) {
    reportMiddle = ntpTime >>> NTP_MIDDLE_SHIFT & 0xFFFF_FFFFL;
    reportAt = now;
  }

  /** Packets that came so far. */
  public long received() {
    return received;
  }

  /** Packets missing at present: those that come again count as received. */
  public long missing() {
    return received == 0 ? 0 : Math.max(0, highest - first + 1 - received);
  }

  /** Whether a packet came since {@link #write} was called last. */
  public boolean heard() {
    return received > receivedBefore;
  }

  /** Writes a report block and begins the next interval. Returns its length in bytes. */
  public int write(long now, byte[] out, int at, long ssrc) {
    long expected = highest - first + 1;
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
        Math.clamp(expected - received, Integer.MIN_VALUE, Integer.MAX_VALUE),
        highest,
        jitterTimes16 >> 4,
        reportMiddle,
        delay);
  }
}
