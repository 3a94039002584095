package dev.footlights.sfu.transport;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;
import dev.footlights.rtc.feedback.ArrivalFeedback;
import dev.footlights.rtc.payload.H264;
import dev.footlights.rtc.payload.Vp8;
import dev.footlights.rtc.repair.NackGenerator;
import dev.footlights.rtc.rtcp.Compound;
import dev.footlights.rtc.rtcp.Fir;
import dev.footlights.rtc.rtcp.GenericNack;
import dev.footlights.rtc.rtcp.Pli;
import dev.footlights.rtc.rtcp.ReceiverReport;
import dev.footlights.rtc.rtcp.ReportBlock;
import dev.footlights.rtc.rtcp.RtcpHeader;
import dev.footlights.rtc.rtcp.SenderReport;
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
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes from one peer: media into its publication's layers, reports and requests to our
 * senders; and what goes back for it: receiver reports, NACKs, keyframe requests, transport-wide
 * feedback. Belongs to the shard.
 */
final class Inbound {
  /** Between two receiver reports. */
  private static final long REPORT_NANOS = Duration.ofSeconds(1).toNanos();

  /** As whom we send RTCP where we send no media; browsers do the same. */
  private static final long OUR_SSRC = 1;

  private static final int FIXED_HEADER = 12;
  private static final int OSN_BYTES = 2;
  private static final int AUDIO_LEVEL_AND_ACTIVITY = 0xFF;
  private static final int MAX_MISSING = 256;
  private static final int FEEDBACK_ROOM = 1200;
  private static final int NO_ID = 0;

  private final int transport;
  private final Transport.Host host;
  private final Streams streams;
  private final int transportSequenceId;
  private final RtpExtensions extensions = new RtpExtensions();
  private final Compound compound = new Compound();
  private final @Nullable ArrivalFeedback feedback;
  private final PublisherClock clock = new PublisherClock();
  private final int[] missing;
  private @Nullable SrtpInbound srtp;
  private @Nullable Publication publication;
  private @Nullable Attachment attachment;
  private boolean heard;
  private boolean keyframeTold;
  private long reportDue = Long.MAX_VALUE;

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
    // A viewer's transport carries many of these for nothing.
    this.feedback = transportSequenceId == NO_ID ? null : new ArrivalFeedback();
    this.missing = new int[receiving.isEmpty() ? 0 : MAX_MISSING];
  }

  void keyed(SrtpInbound keys) {
    srtp = keys;
  }

  @Nullable Publication publication() {
    return publication;
  }

  void attach(Publication to, Attachment tracks) {
    publication = to;
    attachment = tracks;
    heard = false;
    keyframeTold = false;
    streams.clear();
  }

  void detach() {
    publication = null;
    attachment = null;
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
    if (feedback == null) {
      return;
    }
    int at = extensions.offset(transportSequenceId);
    if (at >= 0 && extensions.length(transportSequenceId) == 2) {
      feedback.received(Bytes.uint16(buf, at), now);
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
    if (reportDue == Long.MAX_VALUE) {
      reportDue = now + REPORT_NANOS;
    }
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
    int packet = off + header - FIXED_HEADER;
    System.arraycopy(buf, off, buf, packet, FIXED_HEADER);
    buf[packet] = (byte) 0x80;
    layer.add(now, index, facts, timestamp, buf, packet, FIXED_HEADER + payload);
    announce(now, layer);
    if (publication != null && attachment != null && publication.carries(attachment)) {
      publication.copy(
          attachment,
          layer,
          index,
          facts,
          buf,
          packet,
          FIXED_HEADER + payload,
          out,
          host.counters());
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

  // --- reports and requests from the peer --------------------------------------------------------

  void rtcp(long now, byte[] buf, int off, int len, Transport to, byte[] scratch, Egress out) {
    SrtpInbound keys = srtp;
    if (keys == null) {
      return;
    }
    int length = keys.unprotectRtcp(buf, off, len);
    Reject reject = length < 0 ? Reject.values()[-length] : compound.read(buf, off, length);
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
      case RtcpHeader.PAYLOAD_FEEDBACK -> keyframeRequest(buf, at, length, to);
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

  private Reject keyframeRequest(byte[] buf, int at, int length, Transport to) {
    switch (compound.count()) {
      case Pli.FORMAT -> {
        if (Pli.check(length) != Reject.NONE) {
          return Pli.check(length);
        }
        to.keyframeWanted(Pli.mediaSsrc(buf, at));
      }
      case Fir.FORMAT -> {
        if (Fir.check(length) != Reject.NONE) {
          return Fir.check(length);
        }
        for (int i = 0; i < Fir.entries(length); i++) {
          to.keyframeWanted(Fir.ssrc(buf, at, i));
        }
      }
      default -> {}
    }
    return Reject.NONE;
  }

  // --- what goes back to a publisher -------------------------------------------------------------

  /** When {@link #timer} must run next, or {@link Long#MAX_VALUE}. */
  long deadline() {
    long next = feedback == null ? reportDue : Math.min(reportDue, feedback.deadline());
    List<Stream> all = streams.all();
    for (int i = 0; i < all.size(); i++) {
      NackGenerator nacks = all.get(i).nacks();
      if (nacks != null) {
        next = Math.min(next, nacks.deadline());
      }
    }
    Track video = attachment == null ? null : attachment.video();
    return video == null || mediaStream(video) == null
        ? next
        : Math.min(next, video.keyframeDeadline());
  }

  void timer(long now, int path, SrtpOutbound keys, byte[] scratch, Egress out) {
    if (now >= reportDue) {
      reportDue = now + REPORT_NANOS;
      send(receiverReport(now, scratch), path, keys, scratch, out);
    }
    List<Stream> all = streams.all();
    for (int i = 0; i < all.size(); i++) {
      requestMissing(now, all.get(i), path, keys, scratch, out);
    }
    requestKeyframe(now, path, keys, scratch, out);
    if (feedback != null) {
      tellArrivals(now, feedback, path, keys, scratch, out);
    }
  }

  private void tellArrivals(
      long now, ArrivalFeedback arrivals, int path, SrtpOutbound keys, byte[] scratch, Egress out) {
    long media = streams.all().isEmpty() ? 0 : streams.all().getFirst().ssrc();
    int length;
    do {
      length = arrivals.poll(now, OUR_SSRC, media, scratch, 0, FEEDBACK_ROOM);
      send(length, path, keys, scratch, out);
    } while (length > 0);
  }

  private int receiverReport(long now, byte[] scratch) {
    int blocks = 0;
    List<Stream> all = streams.all();
    for (int i = 0; i < all.size() && blocks < ReceiverReport.MAX_BLOCKS; i++) {
      Stream stream = all.get(i);
      if (stream.repaired() == null && stream.reception().heard()) {
        int at = ReceiverReport.block(0, blocks++);
        stream.reception().write(now, scratch, at, stream.ssrc());
      }
    }
    return blocks == 0 ? 0 : ReceiverReport.write(scratch, 0, OUR_SSRC, blocks);
  }

  private void requestMissing(
      long now, Stream stream, int path, SrtpOutbound keys, byte[] scratch, Egress out) {
    NackGenerator nacks = stream.nacks();
    int count = nacks == null ? 0 : nacks.poll(now, missing);
    if (count > 0) {
      host.counters().count(Total.NACKS_SENT);
      send(
          GenericNack.write(scratch, 0, FEEDBACK_ROOM, OUR_SSRC, stream.ssrc(), missing, count),
          path,
          keys,
          scratch,
          out);
    }
  }

  private void requestKeyframe(long now, int path, SrtpOutbound keys, byte[] scratch, Egress out) {
    Track video = attachment == null ? null : attachment.video();
    Stream stream = video == null ? null : mediaStream(video);
    if (video != null && stream != null && video.pollKeyframeRequest(now)) {
      host.counters().count(Total.KEYFRAME_REQUESTS_SENT);
      send(Pli.write(scratch, 0, OUR_SSRC, stream.ssrc()), path, keys, scratch, out);
    }
  }

  private @Nullable Stream mediaStream(Track track) {
    List<Stream> all = streams.all();
    for (int i = 0; i < all.size(); i++) {
      Stream stream = all.get(i);
      if (stream.repaired() == null && stream.layer().track() == track) {
        return stream;
      }
    }
    return null;
  }

  private static void send(int length, int path, SrtpOutbound keys, byte[] scratch, Egress out) {
    if (length > 0) {
      int at = out.claim(path, length + keys.rtcpOverhead());
      if (at != Egress.BLOCKED) {
        out.commit(keys.protectRtcp(scratch, 0, length, out.memory(), at));
      }
    }
  }
}
