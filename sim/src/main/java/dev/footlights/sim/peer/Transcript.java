package dev.footlights.sim.peer;

import dev.footlights.client.peer.Media;
import dev.footlights.client.peer.Outbound;
import dev.footlights.rtc.Reject;
import dev.footlights.rtc.payload.Vp8;
import dev.footlights.rtc.payload.Vp8Descriptor;
import dev.footlights.rtc.rtcp.Compound;
import dev.footlights.rtc.rtcp.RtcpHeader;
import dev.footlights.rtc.rtcp.SenderReport;
import dev.footlights.rtc.rtp.RtpHeader;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Local;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.rtc.sdp.SenderIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes down every packet and sender report that reaches a viewer, before the viewer sees it. */
public final class Transcript implements Media {

  /**
   * An RTP packet as it arrived.
   *
   * @param at the simulation's nanoseconds
   * @param pictureId of VP8, else -1
   * @param keyframe whether a VP8 keyframe begins in it
   */
  public record Packet(
      long at,
      long ssrc,
      int number,
      long timestamp,
      boolean marker,
      int pictureId,
      boolean keyframe) {}

  /**
   * A sender report as it arrived.
   *
   * @param ntpNanos its NTP time in nanoseconds
   * @param timestamp the RTP time of that moment
   */
  public record Report(long at, long ssrc, long ntpNanos, long timestamp) {}

  private final Media media;
  private final Vp8Descriptor descriptor = new Vp8Descriptor();
  private final Compound compound = new Compound();
  private final List<Packet> packets = new ArrayList<>();
  private final List<Report> reports = new ArrayList<>();
  private long videoSsrc = -1;

  public Transcript(Media media) {
    this.media = media;
  }

  /** What arrived on an SSRC, in the order of arrival. */
  public List<Packet> packets(long ssrc) {
    return packets.stream().filter(packet -> packet.ssrc() == ssrc).toList();
  }

  public List<Report> reports(long ssrc) {
    return reports.stream().filter(report -> report.ssrc() == ssrc).toList();
  }

  @Override
  public String offer(Local local) {
    return media.offer(local);
  }

  @Override
  public Map<Kind, SenderIds> senders() {
    return media.senders();
  }

  @Override
  public void agreed(List<Section> sections) {
    for (Section section : sections) {
      if (section.kind() == Kind.VIDEO && !section.remoteSsrcs().isEmpty()) {
        videoSsrc = section.remoteSsrcs().getFirst();
      }
    }
    media.agreed(sections);
  }

  @Override
  public void connected(long now) {
    media.connected(now);
  }

  @Override
  public void rtp(long now, byte[] bytes, int off, int length) {
    long ssrc = RtpHeader.ssrc(bytes, off);
    int header = RtpHeader.length(bytes, off);
    boolean vp8 =
        ssrc == videoSsrc && descriptor.read(bytes, off + header, length - header) == Reject.NONE;
    packets.add(
        new Packet(
            now,
            ssrc,
            RtpHeader.sequenceNumber(bytes, off),
            RtpHeader.timestamp(bytes, off),
            RtpHeader.marker(bytes, off),
            vp8 ? descriptor.pictureId() : -1,
            vp8 && Vp8.keyframe(bytes, off + header, length - header)));
    media.rtp(now, bytes, off, length);
  }

  @Override
  public void rtcp(long now, byte[] bytes, int off, int length) {
    if (compound.read(bytes, off, length) == Reject.NONE) {
      while (compound.next()) {
        int at = compound.offset();
        if (compound.type() == RtcpHeader.SENDER_REPORT
            && SenderReport.check(bytes, at, compound.length()) == Reject.NONE) {
          long ntp = SenderReport.ntpTime(bytes, at);
          reports.add(
              new Report(
                  now,
                  SenderReport.ssrc(bytes, at),
                  (ntp >>> 32) * 1_000_000_000L + ((ntp & 0xFFFF_FFFFL) * 1_000_000_000L >>> 32),
                  SenderReport.rtpTimestamp(bytes, at)));
        }
      }
    }
    media.rtcp(now, bytes, off, length);
  }

  @Override
  public void flush(long now, Outbound out) {
    media.flush(now, out);
  }

  @Override
  public long deadline() {
    return media.deadline();
  }
}
