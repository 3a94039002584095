package dev.footlights.sfu.transport;

import dev.footlights.rtc.rtcp.Sdes;
import dev.footlights.rtc.rtcp.SenderReport;
import dev.footlights.rtc.srtp.SrtpOutbound;
import dev.footlights.sfu.sender.Sender;
import dev.footlights.sfu.shard.Egress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Sender reports towards a viewer, in the server's clock and under one CNAME, so that pictures and
 * sound of one publisher stay together (RFC 3550 §6.4.1). Belongs to the shard.
 */
final class Reports {
  /** Between two rounds; browsers send theirs as often. */
  static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

  private static final long NEVER = Long.MAX_VALUE;
  private static final long NANOS = 1_000_000_000L;

  /** Seconds between 1900, where NTP begins, and 1970. */
  private static final long NTP_TO_UNIX_SECONDS = 2_208_988_800L;

  private final Transport.Host host;
  private long due = NEVER;

  Reports(Transport.Host host) {
    this.host = host;
  }

  /** A stream began or was spliced: its receiver needs the new relation of times at once. */
  void soon(long now) {
    due = Math.min(due, now);
  }

  long deadline() {
    return due;
  }

  void timer(
      long now, int path, SrtpOutbound keys, List<Sender> senders, byte[] scratch, Egress out) {
    if (now < due) {
      return;
    }
    due = now + INTERVAL_NANOS;
    for (Sender sender : senders) {
      if (sender.reportable()) {
        send(now, path, keys, sender, scratch, out);
      }
    }
  }

  private void send(
      long now, int path, SrtpOutbound keys, Sender sender, byte[] scratch, Egress out) {
    byte[] cname = sender.ids().cname().getBytes(StandardCharsets.UTF_8);
    int length =
        SenderReport.write(
            scratch,
            0,
            sender.ids().ssrc(),
            ntpTime(host.unixNanos(now)),
            sender.timestampAt(now),
            sender.packets(),
            sender.payloadBytes());
    length += Sdes.write(scratch, length, sender.ids().ssrc(), cname);
    int at = out.claim(path, length + keys.rtcpOverhead());
    if (at != Egress.BLOCKED) {
      out.commit(keys.protectRtcp(scratch, 0, length, out.memory(), at));
    }
  }

  private static long ntpTime(long unixNanos) {
    long seconds = Math.floorDiv(unixNanos, NANOS) + NTP_TO_UNIX_SECONDS;
    long fraction = (Math.floorMod(unixNanos, NANOS) << 32) / NANOS;
    return seconds << 32 | fraction;
  }

  /** The middle 32 bits of an NTP time, as report blocks carry it (RFC 3550 §6.4.1). */
  static long ntpMiddle(long unixNanos) {
    return ntpTime(unixNanos) >>> 16 & 0xFFFF_FFFFL;
  }
}
