package dev.footlights.client.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.footlights.rtc.Reject;
import dev.footlights.rtc.repair.Rtx;
import dev.footlights.rtc.rtcp.Compound;
import dev.footlights.rtc.rtcp.ReceiverReport;
import dev.footlights.rtc.rtcp.RtcpHeader;
import dev.footlights.rtc.rtcp.Sdes;
import dev.footlights.rtc.rtcp.SenderReport;
import dev.footlights.rtc.rtp.RtpHeader;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Local;
import dev.footlights.rtc.sdp.Offers;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.rtc.sdp.SenderIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Watches one participant: counts packets and frames, asks for lost packets and, where the chain of
 * frames breaks, for a keyframe. It decodes nothing.
 */
public final class Viewer implements Media {
  private static final long REPORT_INTERVAL = Duration.ofSeconds(1).toNanos();
  private static final int SCRATCH = 1200;

  private final long ssrc;
  private final byte[] cname;
  private final Compound compound = new Compound();
  private final byte[] scratch = new byte[SCRATCH];
  private final List<ReceivingTrack> tracks = new ArrayList<>();
  private boolean connected;
  private long nextReport;

  public Viewer(RandomGenerator random) {
    this.ssrc = 1 + (random.nextInt() & 0xFFFF_FFFEL);
    this.cname = ("viewer" + random.nextInt(1 << 30)).getBytes(US_ASCII);
  }

  @Override
  public String offer(Local local) {
    return Offers.watch(local, EnumSet.allOf(Kind.class), true);
  }

  @Override
  public Map<Kind, SenderIds> senders() {
    return Map.of();
  }

  @Override
  public void agreed(List<Section> sections) {
    for (Section section : sections) {
      if (!section.remoteSsrcs().isEmpty()) {
        tracks.add(new ReceivingTrack(section));
      }
    }
  }

  @Override
  public void connected(long now) {
    connected = true;
    nextReport = now + REPORT_INTERVAL;
  }

  @Override
  public void rtp(long now, byte[] bytes, int off, int length) {
    long from = RtpHeader.ssrc(bytes, off);
    for (int i = 0; i < tracks.size(); i++) {
      ReceivingTrack track = tracks.get(i);
      if (track.ssrc() == from) {
        track.packet(now, bytes, off, length, false);
        return;
      } else if (track.rtxSsrc() == from) {
        again(now, track, bytes, off, length);
        return;
      }
    }
  }

  private void again(long now, ReceivingTrack track, byte[] bytes, int off, int length) {
    int payloadType = track.originalOf(RtpHeader.payloadType(bytes, off));
    if (payloadType < 0) {
      return;
    }
    int original = Rtx.unwrap(bytes, off, length, payloadType, track.ssrc());
    if (original > 0) {
      track.packet(now, bytes, off, original, true);
    }
  }

  @Override
  public void rtcp(long now, byte[] bytes, int off, int length) {
    if (compound.read(bytes, off, length) != Reject.NONE) {
      return;
    }
    while (compound.next()) {
      int at = compound.offset();
      if (compound.type() == RtcpHeader.SENDER_REPORT
          && SenderReport.check(bytes, at, compound.length()) == Reject.NONE) {
        ReceivingTrack track = track(SenderReport.ssrc(bytes, at));
        if (track != null) {
          track.reception().senderReport(now, SenderReport.ntpTime(bytes, at));
        }
      }
    }
  }

  private @Nullable ReceivingTrack track(long ssrc) {
    for (ReceivingTrack track : tracks) {
      if (track.ssrc() == ssrc) {
        return track;
      }
    }
    return null;
  }

  @Override
  public void flush(long now, Outbound out) {
    for (int i = 0; i < tracks.size(); i++) {
      tracks.get(i).flush(now, ssrc, scratch, out);
    }
    if (connected && now >= nextReport) {
      nextReport = now + REPORT_INTERVAL;
      out.rtcp(scratch, report(now));
    }
  }

  private int report(long now) {
    int blocks = 0;
    for (ReceivingTrack track : tracks) {
      if (track.reception().received() > 0) {
        track.reception().write(now, scratch, ReceiverReport.block(0, blocks++), track.ssrc());
      }
    }
    int length = ReceiverReport.write(scratch, 0, ssrc, blocks);
    return length + Sdes.write(scratch, length, ssrc, cname);
  }

  @Override
  public long deadline() {
    long deadline = connected ? nextReport : NEVER;
    for (int i = 0; i < tracks.size(); i++) {
      deadline = Math.min(deadline, tracks.get(i).deadline());
    }
    return deadline;
  }

  /** What came of the video, {@link TrackStats#NONE} where none was agreed. */
  public TrackStats video() {
    return stats(Kind.VIDEO);
  }

  /** What came of the audio, {@link TrackStats#NONE} where none was agreed. */
  public TrackStats audio() {
    return stats(Kind.AUDIO);
  }

  private TrackStats stats(Kind kind) {
    for (ReceivingTrack track : tracks) {
      if (track.kind() == kind) {
        return track.stats();
      }
    }
    return TrackStats.NONE;
  }

  /** The SSRC on which a kind arrives, or -1. */
  public long ssrc(Kind kind) {
    for (ReceivingTrack track : tracks) {
      if (track.kind() == kind) {
        return track.ssrc();
      }
    }
    return -1;
  }
}
