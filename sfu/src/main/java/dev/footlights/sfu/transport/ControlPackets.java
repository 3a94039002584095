package dev.footlights.sfu.transport;

import dev.footlights.rtc.Reject;
import dev.footlights.rtc.rtcp.Compound;
import dev.footlights.rtc.rtcp.Fir;
import dev.footlights.rtc.rtcp.GenericNack;
import dev.footlights.rtc.rtcp.Pli;
import dev.footlights.rtc.rtcp.ReceiverReport;
import dev.footlights.rtc.rtcp.ReportBlock;
import dev.footlights.rtc.rtcp.RtcpHeader;
import dev.footlights.rtc.rtcp.SenderReport;
import dev.footlights.sfu.shard.Egress;
import dev.footlights.sfu.stats.Counters.Total;

/**
 * RTCP from a peer: sender reports set its layers' clocks; reports, NACKs and keyframe requests are
 * about our senders. Belongs to the shard.
 */
final class ControlPackets {
  private final Streams streams;
  private final Transport.Host host;
  private final Compound compound = new Compound();
  private final PublisherClock clock = new PublisherClock();

  ControlPackets(Streams streams, Transport.Host host) {
    this.streams = streams;
    this.host = host;
  }

  /**
   * One opened datagram.
   *
   * @param to whose it is
   * @param scratch free for use
   */
  void read(long now, byte[] buf, int off, int length, Transport to, byte[] scratch, Egress out) {
    Reject reject = compound.read(buf, off, length);
    if (reject != Reject.NONE) {
      host.counters().reject(reject);
      return;
    }
    while (compound.next()) {
      reject = one(now, buf, compound.offset(), compound.length(), to, scratch, out);
      if (reject != Reject.NONE) {
        host.counters().reject(reject);
      }
    }
  }

  private Reject one(
      long now, byte[] buf, int at, int length, Transport to, byte[] scratch, Egress out) {
    return switch (compound.type()) {
      case RtcpHeader.SENDER_REPORT -> senderReport(now, buf, at, length, to);
      case RtcpHeader.RECEIVER_REPORT -> {
        Reject reject = ReceiverReport.check(buf, at, length);
        for (int i = 0; reject == Reject.NONE && i < compound.count(); i++) {
          roundTrip(now, buf, ReceiverReport.block(at, i), to);
        }
        yield reject;
      }
      case RtcpHeader.TRANSPORT_FEEDBACK ->
          compound.count() == GenericNack.FORMAT
              ? nack(now, buf, at, length, to, scratch, out)
              : Reject.NONE;
      case RtcpHeader.PAYLOAD_FEEDBACK -> keyframeRequest(now, buf, at, length, to);
      default -> Reject.NONE;
    };
  }

  private Reject senderReport(long now, byte[] buf, int at, int length, Transport to) {
    Reject reject = SenderReport.check(buf, at, length);
    if (reject != Reject.NONE) {
      return reject;
    }
    for (int i = 0; i < compound.count(); i++) {
      roundTrip(now, buf, SenderReport.block(at, i), to);
    }
    Stream stream = streams.find(SenderReport.ssrc(buf, at));
    if (stream != null && stream.repaired() == null) {
      long ntpTime = SenderReport.ntpTime(buf, at);
      stream.reception().senderReport(now, ntpTime);
      stream
          .layer()
          .clock()
          .reported(clock.shardTime(now, ntpTime), SenderReport.rtpTimestamp(buf, at));
    }
    return Reject.NONE;
  }

  private void roundTrip(long now, byte[] buf, int block, Transport to) {
    long sent = ReportBlock.lastSenderReport(buf, block);
    if (sent != 0) {
      long middle = Reports.ntpMiddle(host.unixNanos(now));
      int units = (int) (middle - sent - ReportBlock.delaySinceLastSenderReport(buf, block));
      if (units >= 0) {
        to.roundTrip(ReportBlock.ssrc(buf, block), units * 1_000_000_000L >> 16);
      }
    }
  }

  private Reject nack(
      long now, byte[] buf, int at, int length, Transport to, byte[] scratch, Egress out) {
    long ssrc = GenericNack.mediaSsrc(buf, at);
    host.counters().count(Total.NACKS_RECEIVED);
    return GenericNack.read(buf, at, length, number -> to.missing(now, ssrc, number, scratch, out));
  }

  private Reject keyframeRequest(long now, byte[] buf, int at, int length, Transport to) {
    switch (compound.count()) {
      case Pli.FORMAT -> {
        if (Pli.check(length) != Reject.NONE) {
          return Pli.check(length);
        }
        to.keyframeWanted(now, Pli.mediaSsrc(buf, at));
      }
      case Fir.FORMAT -> {
        if (Fir.check(length) != Reject.NONE) {
          return Fir.check(length);
        }
        for (int i = 0; i < Fir.entries(length); i++) {
          to.keyframeWanted(now, Fir.ssrc(buf, at, i));
        }
      }
      default -> {}
    }
    return Reject.NONE;
  }
}
