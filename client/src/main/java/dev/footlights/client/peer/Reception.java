package dev.footlights.client.peer;

import dev.footlights.rtc.rtcp.ReportBlock;
import java.time.Duration;

/** One SSRC's numbers as a receiver report tells them (RFC 3550 §6.4.1, appendix A). */
final class Reception {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** Room below the first packet for ones that it overtook. */
  private static final long FIRST_CYCLE = 1 << 16;

  private final long ssrc;
  private final int clockRate;

  private long first = -1;
  private long highest = -1;
  private long received;
  private long expectedBefore;
  private long receivedBefore;
  private long transitBefore;
  private double jitter;
  private long lastReport;
  private long lastReportAt;

  Reception(long ssrc, int clockRate) {
    this.ssrc = ssrc;
    this.clockRate = clockRate;
  }

  /** The packet's sequence number, unwrapped to the one nearest to the highest. */
  long unwrap(int sequenceNumber) {
    if (highest < 0) {
      return FIRST_CYCLE + sequenceNumber;
    }
    return highest + (short) (sequenceNumber - (int) highest);
  }

  void packet(long now, long index, long timestamp) {
    if (first < 0) {
      first = index;
    }
    highest = Math.max(highest, index);
    received++;
    long transit = now / 1000 * clockRate / 1_000_000 - timestamp;
    int difference = received == 1 ? 0 : Math.abs((int) (transit - transitBefore));
    transitBefore = transit;
    jitter += (difference - jitter) / 16;
  }

  /** The upper and lower 16 bits around the point come back in our reports. */
  void senderReport(long now, long ntpTime) {
    lastReport = ntpTime >>> 16 & 0xFFFF_FFFFL;
    lastReportAt = now;
  }

  boolean isHeard() {
    return received > 0;
  }

  long received() {
    return received;
  }

  /** Packets missing at present: those that come again count as received. */
  long missing() {
    return received == 0 ? 0 : Math.max(0, highest - first + 1 - received);
  }

  /** Writes a report block, and begins the interval of the next one. */
  int write(long now, byte[] out, int at) {
    long expected = highest - first + 1;
    long expectedNow = expected - expectedBefore;
    long lostNow = expectedNow - (received - receivedBefore);
    int fraction =
        expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, lostNow * 256 / expectedNow);
    expectedBefore = expected;
    receivedBefore = received;
    long delay = lastReport == 0 ? 0 : ((now - lastReportAt) << 16) / SECOND;
    return ReportBlock.write(
        out,
        at,
        ssrc,
        fraction,
        Math.clamp(expected - received, Integer.MIN_VALUE, Integer.MAX_VALUE),
        highest - FIRST_CYCLE,
        (long) jitter,
        lastReport,
        delay);
  }
}
