package dev.footlights.e2e.figures;

import dev.footlights.client.media.TestCard;
import dev.footlights.client.peer.Media;
import dev.footlights.client.peer.Outbound;
import dev.footlights.client.peer.TestCardPublisher;
import dev.footlights.rtc.Reject;
import dev.footlights.rtc.rtcp.Compound;
import dev.footlights.rtc.rtcp.Pli;
import dev.footlights.rtc.rtcp.RtcpHeader;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Local;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.rtc.sdp.SenderIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Publishes a test card, counts what it sends and how long a keyframe that was asked for takes. */
final class MeteredPublisher implements Media {
  /** RTP packets and their bytes, before protection; sent again ones are among all, not video. */
  record Sent(long packets, long bytes, long videoPackets, long audioPackets) {
    Sent minus(Sent earlier) {
      return new Sent(
          packets - earlier.packets,
          bytes - earlier.bytes,
          videoPackets - earlier.videoPackets,
          audioPackets - earlier.audioPackets);
    }
  }

  private final TestCardPublisher card;
  private final long videoSsrc;
  private final long audioSsrc;
  private final Compound compound = new Compound();
  private final Meter meter = new Meter();
  private final List<Double> keyframeMillis = new ArrayList<>();
  private long askedNanos = NEVER;

  MeteredPublisher(TestCard card, RandomGenerator random) {
    this.card = new TestCardPublisher(card, random);
    this.videoSsrc = ssrc(Kind.VIDEO);
    this.audioSsrc = ssrc(Kind.AUDIO);
  }

  private long ssrc(Kind kind) {
    SenderIds ids = card.senders().get(kind);
    return ids == null ? -1 : ids.ssrc();
  }

  Sent sent() {
    return new Sent(meter.packets, meter.bytes, meter.videoPackets, meter.audioPackets);
  }

  /** From each PLI to the keyframe that answered it, and forgets them. */
  List<Double> takeKeyframeMillis() {
    List<Double> taken = List.copyOf(keyframeMillis);
    keyframeMillis.clear();
    return taken;
  }

  @Override
  public void rtcp(long now, byte[] bytes, int off, int length) {
    if (askedNanos == NEVER && asksForKeyframe(bytes, off, length)) {
      askedNanos = now;
    }
    card.rtcp(now, bytes, off, length);
  }

  private boolean asksForKeyframe(byte[] bytes, int off, int length) {
    if (compound.read(bytes, off, length) != Reject.NONE) {
      return false;
    }
    while (compound.next()) {
      if (compound.type() == RtcpHeader.PAYLOAD_FEEDBACK
          && compound.count() == Pli.FORMAT
          && Pli.check(compound.length()) == Reject.NONE
          && Pli.mediaSsrc(bytes, compound.offset()) == videoSsrc) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void flush(long now, Outbound out) {
    long before = card.keyframes();
    card.flush(now, meter.to(out));
    if (askedNanos != NEVER && card.keyframes() > before) {
      keyframeMillis.add((System.nanoTime() - askedNanos) / 1e6);
      askedNanos = NEVER;
    }
  }

  private final class Meter implements Outbound {
    private Outbound next = this;
    private long packets;
    private long bytes;
    private long videoPackets;
    private long audioPackets;

    Meter to(Outbound next) {
      this.next = next;
      return this;
    }

    @Override
    public void rtp(long ssrc, long index, byte[] packet, int length) {
      packets++;
      bytes += length;
      videoPackets += ssrc == videoSsrc ? 1 : 0;
      audioPackets += ssrc == audioSsrc ? 1 : 0;
      next.rtp(ssrc, index, packet, length);
    }

    @Override
    public void rtcp(byte[] packet, int length) {
      next.rtcp(packet, length);
    }
  }

  @Override
  public String offer(Local local) {
    return card.offer(local);
  }

  @Override
  public Map<Kind, SenderIds> senders() {
    return card.senders();
  }

  @Override
  public void agreed(List<Section> sections) {
    card.agreed(sections);
  }

  @Override
  public void connected(long now) {
    card.connected(now);
  }

  @Override
  public void rtp(long now, byte[] bytes, int off, int length) {
    card.rtp(now, bytes, off, length);
  }

  @Override
  public long deadline() {
    return card.deadline();
  }
}
