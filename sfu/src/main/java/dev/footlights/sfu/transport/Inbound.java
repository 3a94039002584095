package dev.footlights.sfu.transport;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;
import dev.footlights.rtc.payload.H264;
import dev.footlights.rtc.payload.Vp8;
import dev.footlights.rtc.repair.NackGenerator;
import dev.footlights.rtc.rtp.RtpExtensions;
import dev.footlights.rtc.rtp.RtpHeader;
import dev.footlights.rtc.sdp.Codec;
import dev.footlights.rtc.sdp.Extension;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.rtc.srtp.SrtpInbound;
import dev.footlights.rtc.srtp.SrtpOutbound;
import dev.footlights.sfu.publication.Attachment;
import dev.footlights.sfu.publication.Publication;
import dev.footlights.sfu.shard.Egress;
import dev.footlights.sfu.shard.Event;
import dev.footlights.sfu.stats.Counters.Total;
import dev.footlights.sfu.track.Layer;
import dev.footlights.sfu.track.PacketFacts;
import dev.footlights.sfu.track.Track;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes from one peer: media, opened, bound and put into its publication's layers. Belongs to
 * the shard.
 */
final class Inbound {
  private static final int OSN_BYTES = 2;
  private static final int AUDIO_LEVEL_AND_ACTIVITY = 0xFF;
  private static final int NO_ID = 0;

  private final int transport;
  private final Transport.Host host;
  private final Streams streams;
  private final int transportSequenceId;
  private final RtpExtensions extensions = new RtpExtensions();
  private final PublisherFeedback feedback;
  private final ControlPackets control;
  private @Nullable SrtpInbound srtp;
  private @Nullable Publication publication;
  private @Nullable Attachment attachment;
  private @Nullable BoundsWatch watch;
  private boolean heard;
  private boolean keyframeTold;

  Inbound(int transport, List<Section> receiving, Transport.Host host) {
    this.transport = transport;
    this.host = host;
    this.streams = new Streams(receiving);
    this.transportSequenceId =
        receiving.stream()
            .mapToInt(
                section -> section.extensions().getOrDefault(Extension.TRANSPORT_SEQUENCE, NO_ID))
            .max()
            .orElse(NO_ID);
    this.feedback =
        new PublisherFeedback(
            streams, host.counters(), !receiving.isEmpty(), transportSequenceId != NO_ID);
    this.control = new ControlPackets(streams, host);
  }

  void keyed(SrtpInbound keys) {
    srtp = keys;
  }

  @Nullable Publication publication() {
    return publication;
  }

  void attach(Publication to, Attachment tracks, @Nullable BoundsWatch bounds) {
    publication = to;
    attachment = tracks;
    watch = bounds;
    heard = false;
    keyframeTold = false;
    streams.clear();
  }

  void detach() {
    publication = null;
    attachment = null;
    watch = null;
    streams.clear();
  }

  // --- media -----------------------------------------------------------------------------------

  void rtp(long now, byte[] buf, int off, int len, Egress out) {
    SrtpInbound keys = srtp;
    if (keys == null) {
      return;
    }
    int length = keys.unprotectRtp(buf, off, len);
    Reject reject = length < 0 ? Reject.values()[-length] : RtpHeader.check(buf, off, length);
    reject = reject == Reject.NONE ? extensions.index(buf, off) : reject;
    if (reject != Reject.NONE) {
      host.counters().reject(reject);
      return;
    }
    noteArrival(now, buf);
    long ssrc = RtpHeader.ssrc(buf, off);
    int payloadType = RtpHeader.payloadType(buf, off);
    Stream stream = streams.find(ssrc);
    boolean fresh = stream == null;
    if (stream == null) {
      stream = streams.bind(ssrc, payloadType, buf, extensions, this::track);
    }
    if (stream == null) {
      host.counters().reject(streams.refusal());
      return;
    }
    int header = RtpHeader.length(buf, off);
    int payload = length - header - RtpHeader.paddingBytes(buf, off, length);
    if (stream.repaired() == null) {
      media(now, stream, payloadType, keys.lastIndex(), buf, off, header, payload, out);
    } else {
      repair(now, stream, payloadType, buf, off, header, payload, out);
    }
    if (fresh && publication != null) {
      publication.grew(stream.layer().track());
    }
  }

  private void noteArrival(long now, byte[] buf) {
    int at = transportSequenceId == NO_ID ? -1 : extensions.offset(transportSequenceId);
    if (at >= 0 && extensions.length(transportSequenceId) == 2) {
      feedback.arrived(now, Bytes.uint16(buf, at));
    }
  }

  private @Nullable Track track(Section section) {
    return attachment == null ? null : attachment.track(section.kind());
  }

  private void media(
      long now,
      Stream stream,
      int payloadType,
      long index,
      byte[] buf,
      int off,
      int header,
      int payload,
      Egress out) {
    Codec codec = Streams.mediaCodec(stream.section(), payloadType);
    if (codec == null) {
      host.counters().reject(Reject.RTP_UNKNOWN_PAYLOAD_TYPE);
      return;
    }
    stream.reception().packet(now, index, RtpHeader.timestamp(buf, off), codec.clockRate());
    feedback.mediaCame(now);
    NackGenerator nacks = stream.nacks();
    if (nacks != null) {
      nacks.received(now, (int) index & 0xFFFF);
    }
    take(now, stream, codec, index, buf, off, header, payload, out);
  }

  private void repair(
      long now,
      Stream stream,
      int payloadType,
      byte[] buf,
      int off,
      int header,
      int payload,
      Egress out) {
    if (payload < OSN_BYTES) {
      // Browsers pad on the RTX SSRC to probe; nothing is repaired by it.
      return;
    }
    Codec codec =
        Streams.mediaCodec(stream.section(), Streams.repairedType(stream.section(), payloadType));
    Stream media = stream.repaired();
    Layer layer = stream.layer();
    if (codec == null || media == null || layer.highest() < 0) {
      host.counters().reject(Reject.RTX_UNKNOWN_SSRC);
      return;
    }
    host.counters().count(Total.RETRANSMISSIONS_IN);
    int original = Bytes.uint16(buf, off + header);
    long index = layer.highest() - (short) (layer.highest() - original);
    NackGenerator nacks = media.nacks();
    if (index < 0 || nacks == null) {
      return;
    }
    nacks.received(now, original);
    RtpHeader.sequenceNumber(buf, off, original);
    RtpHeader.ssrc(buf, off, media.ssrc());
    take(now, media, codec, index, buf, off, header + OSN_BYTES, payload - OSN_BYTES, out);
  }

  private void take(
      long now,
      Stream stream,
      Codec codec,
      long index,
      byte[] buf,
      int off,
      int header,
      int payload,
      Egress out) {
    Layer layer = stream.layer();
    if (layer.cache().has(index)) {
      host.counters().reject(Reject.RTP_DUPLICATE);
      return;
    }
    Track track = layer.track();
    if (track.codec() != codec) {
      track.codec(codec);
    }
    boolean marker = RtpHeader.marker(buf, off);
    int facts =
        PacketFacts.of(
            keyframe(codec, buf, off + header, payload),
            marker,
            forwardedExtension(stream.section(), buf));
    long timestamp = RtpHeader.timestamp(buf, off);
    int packet = off + header - RtpHeader.FIXED;
    System.arraycopy(buf, off, buf, packet, RtpHeader.FIXED);
    buf[packet] = (byte) 0x80;
    layer.add(now, index, facts, timestamp, buf, packet, RtpHeader.FIXED + payload);
    announce(now, layer);
    watch(now, codec, facts, buf, off + header, payload);
    if (publication != null && attachment != null && publication.carries(attachment)) {
      publication.copy(
          attachment,
          layer,
          index,
          facts,
          buf,
          packet,
          RtpHeader.FIXED + payload,
          out,
          host.counters());
    }
  }

  private void watch(long now, Codec codec, int facts, byte[] buf, int at, int length) {
    BoundsWatch bounds = watch;
    Publication to = publication;
    Attachment mine = attachment;
    if (bounds == null || to == null || mine == null) {
      return;
    }
    boolean h264Keyframe = PacketFacts.keyframeBegins(facts) && codec.name().equals("H264");
    Event.Excess excess = bounds.took(now, h264Keyframe, buf, at, length);
    if (excess != null) {
      host.tell(new Event.Exceeded(transport, to.id(), mine.generation(), excess));
    }
  }

  private static boolean keyframe(Codec codec, byte[] buf, int at, int length) {
    return switch (codec.name()) {
      case "VP8" -> Vp8.keyframe(buf, at, length);
      case "H264" -> H264.keyframe(buf, at, length);
      default -> false;
    };
  }

  private int forwardedExtension(Section section, byte[] buf) {
    Extension wanted =
        section.kind() == Kind.AUDIO ? Extension.AUDIO_LEVEL : Extension.VIDEO_ORIENTATION;
    int id = section.extensions().getOrDefault(wanted, NO_ID);
    int at = id == NO_ID ? -1 : extensions.offset(id);
    return at < 0 ? -1 : buf[at] & AUDIO_LEVEL_AND_ACTIVITY;
  }

  private void announce(long now, Layer layer) {
    Publication to = publication;
    Attachment mine = attachment;
    if (to == null || mine == null) {
      return;
    }
    if (!heard) {
      heard = true;
      host.tell(new Event.FirstPacket(transport, to.id(), mine.generation(), now));
    }
    if (!keyframeTold && layer.track().kind() == Kind.VIDEO && layer.keyframeComplete()) {
      keyframeTold = true;
      host.tell(new Event.KeyframeComplete(transport, to.id(), mine.generation()));
    }
  }

  // --- RTCP, and what goes back ------------------------------------------------------------------

  void rtcp(long now, byte[] buf, int off, int len, Transport to, byte[] scratch, Egress out) {
    SrtpInbound keys = srtp;
    if (keys == null) {
      return;
    }
    int length = keys.unprotectRtcp(buf, off, len);
    if (length < 0) {
      host.counters().reject(Reject.values()[-length]);
      return;
    }
    control.read(now, buf, off, length, to, scratch, out);
  }

  /** When {@link #timer} must run next, or {@link Long#MAX_VALUE}. */
  long deadline() {
    return feedback.deadline(video());
  }

  void timer(long now, int path, SrtpOutbound keys, byte[] scratch, Egress out) {
    feedback.timer(now, video(), path, keys, scratch, out);
  }

  private @Nullable Track video() {
    return attachment == null ? null : attachment.video();
  }
}
