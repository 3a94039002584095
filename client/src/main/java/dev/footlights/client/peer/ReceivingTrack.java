package dev.footlights.client.peer;

import dev.footlights.rtc.repair.NackGenerator;
import dev.footlights.rtc.rtcp.GenericNack;
import dev.footlights.rtc.rtcp.Pli;
import dev.footlights.rtc.rtcp.Reception;
import dev.footlights.rtc.rtp.RtpHeader;
import dev.footlights.rtc.sdp.Codec;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Section;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One track that is received: what came of it, and what must be asked for again. */
final class ReceivingTrack {
  /** Between two wishes for a keyframe; a sender that is busy forgets one. */
  static final long PLI_INTERVAL = Duration.ofMillis(400).toNanos();

  private static final int MAX_MISSING = 64;
  private static final int REPORT_CLOCK_AUDIO = 48_000;

  private final Section section;
  private final long ssrc;
  private final long rtxSsrc;

  /** Room below the first packet for ones that it overtook. */
  private static final long FIRST_CYCLE = 1 << 16;

  private final Reception reception = new Reception();
  private final int clockRate;
  private final @Nullable FrameChain chain;
  private final @Nullable NackGenerator nacks;
  private final int[] missing = new int[MAX_MISSING];

  private long bytes;
  private long repaired;
  private long asked;
  private long plis;
  private long nextPli = Long.MIN_VALUE;
  private long firstDecodable = TrackStats.NEVER;
  private long lastPacket = TrackStats.NEVER;

  ReceivingTrack(Section section) {
    this.section = section;
    this.ssrc = section.remoteSsrcs().getFirst();
    this.rtxSsrc = section.remoteRtxSsrcs().isEmpty() ? -1 : section.remoteRtxSsrcs().getFirst();
    this.clockRate =
        section.codecs().isEmpty() ? REPORT_CLOCK_AUDIO : section.codecs().getFirst().clockRate();
    boolean isVideo = section.kind() == Kind.VIDEO;
    this.chain = isVideo ? new FrameChain() : null;
    this.nacks = isVideo && rtxSsrc >= 0 ? new NackGenerator() : null;
  }

  Kind kind() {
    return section.kind();
  }

  long ssrc() {
    return ssrc;
  }

  long rtxSsrc() {
    return rtxSsrc;
  }

  Reception reception() {
    return reception;
  }

  /** One packet of the track, a retransmission already unwrapped. */
  void packet(long now, byte[] b, int off, int length, boolean again) {
    int header = RtpHeader.length(b, off);
    int payload = length - header - RtpHeader.paddingBytes(b, off, length);
    int number = RtpHeader.sequenceNumber(b, off);
    long unwrapped = reception.unwrap(number);
    long index = FIRST_CYCLE + unwrapped;
    if (nacks != null) {
      nacks.received(now, number);
    }
    if (chain != null && !chain(chain, now, index, b, off, header, payload)) {
      return;
    }
    reception.packet(now, unwrapped, RtpHeader.timestamp(b, off), clockRate);
    bytes += payload;
    repaired += again ? 1 : 0;
    lastPacket = now;
  }

  private boolean chain(
      FrameChain chain, long now, long index, byte[] b, int off, int header, int payload) {
    int marks = FrameMarks.of(codec(RtpHeader.payloadType(b, off)), b, off + header, payload);
    if (payload > 0 && RtpHeader.marker(b, off)) {
      marks |= FrameChain.END;
    }
    long before = chain.decodable();
    boolean taken = chain.packet(now, index, (int) RtpHeader.timestamp(b, off), marks);
    if (before == 0 && chain.decodable() > 0) {
      firstDecodable = now;
    }
    return taken;
  }

  private String codec(int payloadType) {
    for (Codec codec : section.codecs()) {
      if (codec.payloadType() == payloadType) {
        return codec.name();
      }
    }
    return "";
  }

  /** Payload type of what a retransmission's payload type repeats, or -1. */
  int originalOf(int rtxPayloadType) {
    for (Codec codec : section.codecs()) {
      if (codec.rtxPayloadType() == rtxPayloadType) {
        return codec.payloadType();
      }
    }
    return -1;
  }

  /** Asks for what is missing. */
  void flush(long now, long ourSsrc, byte[] scratch, Outbound out) {
    if (nacks != null) {
      int count = nacks.poll(now, missing);
      if (count > 0) {
        int length = GenericNack.write(scratch, 0, scratch.length, ourSsrc, ssrc, missing, count);
        out.rtcp(scratch, length);
        asked += count;
      }
    }
    if (chain != null) {
      chain.expire(now);
      if (chain.isBroken() && reception.received() > 0 && now >= nextPli) {
        nextPli = now + PLI_INTERVAL;
        out.rtcp(scratch, Pli.write(scratch, 0, ourSsrc, ssrc));
        plis++;
      }
    }
  }

  long deadline() {
    long deadline = nacks == null ? Media.NEVER : nacks.deadline();
    if (chain != null) {
      deadline = Math.min(deadline, chain.deadline());
      if (chain.isBroken() && reception.received() > 0) {
        deadline = Math.min(deadline, nextPli);
      }
    }
    return deadline;
  }

  TrackStats stats() {
    long packets = reception.received();
    return new TrackStats(
        packets,
        bytes,
        chain == null ? reception.missing() : chain.lost(),
        repaired,
        chain == null ? packets : chain.complete(),
        chain == null ? packets : chain.decodable(),
        chain == null ? packets : chain.keyframes(),
        asked,
        plis,
        chain == null ? lastPacket : firstDecodable,
        lastPacket);
  }
}
