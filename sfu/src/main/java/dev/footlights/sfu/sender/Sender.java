package dev.footlights.sfu.sender;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;
import dev.footlights.rtc.payload.Vp8Descriptor;
import dev.footlights.rtc.rtp.RtpHeader;
import dev.footlights.rtc.sdp.Codec;
import dev.footlights.rtc.sdp.Extension;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.rtc.sdp.SenderIds;
import dev.footlights.rtc.srtp.SrtpOutbound;
import dev.footlights.rtc.srtp.SrtpStream;
import dev.footlights.sfu.downlink.Downlink;
import dev.footlights.sfu.shard.Egress;
import dev.footlights.sfu.stats.Counters;
import dev.footlights.sfu.stats.Counters.Total;
import dev.footlights.sfu.track.Layer;
import dev.footlights.sfu.track.PacketCache;
import dev.footlights.sfu.track.PacketFacts;
import dev.footlights.sfu.track.Track;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One outgoing stream of a viewer. Its SSRC is ours and its numbers never reset, whatever it
 * carries: another layer, another publisher, the same one returned. To go on with other packets is
 * a splice: next number, continued timestamp, at a keyframe.
 *
 * <p>Numbers a source lost stay gaps here too, and are filled when the source's retransmission
 * arrives; packets this sender skips leave none. Belongs to its viewer's shard.
 */
public final class Sender implements Layer.Follower {
  /** What the sender found out while it sent, until somebody takes it. */
  public enum News {
    NONE,
    SPLICED,
    CODEC_MISMATCH
  }

  /** A keyframe that began this many packets ago or less is sent from the cache. */
  private static final int FRESH_PACKETS = 24;

  /** Video that a full socket held back longer than this is not worth sending. */
  private static final long STALE_NANOS = Duration.ofMillis(200).toNanos();

  /** A number this far behind is not filled in any more; its index might count as used. */
  private static final int LATEST_REPAIR = SrtpStream.WINDOW / 2;

  private static final long NANOS = 1_000_000_000L;

  private final Section section;
  private final SenderIds ids;
  private final Downlink downlink;
  private final Runnable mark;
  private final Epochs epochs = new Epochs();
  private final RecentlyResent resent = new RecentlyResent();
  private final Vp8Descriptor descriptor = new Vp8Descriptor();
  private final PacketWriter writer;
  private @Nullable SrtpStream media;
  private @Nullable SrtpStream repair;

  private @Nullable Track track;
  private @Nullable Layer layer;
  private long cursor;
  private boolean spliceDue;
  private News news = News.NONE;

  private boolean started;
  private long highestOut;
  private long nextRtx;
  private long lastTimestamp;
  private long lastSentAt;
  private int clockRate;
  private int lastPictureId;
  private int lastTl0;
  private long packets;
  private long payloadBytes;

  /**
   * @param mark called when there is something to send
   */
  public Sender(Section section, Downlink downlink, Runnable mark) {
    this.section = section;
    this.ids = Objects.requireNonNull(section.sender(), "a section we send in");
    this.writer = new PacketWriter(ids.ssrc());
    this.downlink = downlink;
    this.mark = mark;
    // Where numbers begin is free (RFC 3550 §5.1); below 2^15 the first roll-over is unambiguous.
    long mixed = ids.ssrc() * 0x9E37_79B9_7F4A_7C15L;
    this.highestOut = mixed >>> 48 & 0x7FFF;
    this.nextRtx = mixed >>> 32 & 0x7FFF;
    this.lastTimestamp = mixed & 0xFFFF_FFFFL;
  }

  /** Keys have been agreed: from here on it may send. */
  public void keyed(SrtpOutbound srtp) {
    media = srtp.stream(ids.ssrc());
    repair = ids.rtxSsrc() >= 0 ? srtp.stream(ids.rtxSsrc()) : null;
  }

  public Section section() {
    return section;
  }

  public SenderIds ids() {
    return ids;
  }

  /** Sent so far, without retransmissions. */
  public long packets() {
    return packets;
  }

  /** Payload sent so far, in bytes, without retransmissions. */
  public long payloadBytes() {
    return payloadBytes;
  }

  /** When the latest packet was committed, in the shard's nanoseconds; 0 before any. */
  public long lastSentAt() {
    return lastSentAt;
  }

  /** Carries that track from its next keyframe on, or nothing. */
  public void follow(@Nullable Track next) {
    if (layer != null) {
      layer.unfollow(this);
    }
    track = next;
    layer = null;
    spliceDue = true;
    if (next == null) {
      epochs.forgetLayers();
    } else {
      seek(next);
    }
  }

  /** The track's layers may have become others; looks again while nothing is carried. */
  public void trackGrew() {
    if (track != null && layer == null) {
      seek(track);
    }
  }

  private void seek(Track wanted) {
    layer = wanted.best();
    if (layer == null) {
      wanted.wantKeyframe();
      return;
    }
    layer.follow(this);
    long keyframe = layer.latestKeyframe();
    if (section.kind() == Kind.VIDEO && keyframe != PacketCache.NONE && fresh(layer, keyframe)) {
      cursor = keyframe;
      mark.run();
    } else {
      cursor = layer.cache().next();
      wanted.wantKeyframe();
    }
  }

  /** A keyframe that has only just come serves this viewer too: no second one is asked for. */
  private static boolean fresh(Layer layer, long keyframe) {
    return layer.cache().next() - keyframe <= FRESH_PACKETS;
  }

  @Override
  public void packetsArrived() {
    mark.run();
  }

  /** A viewer's decoder is stuck. */
  public void wantKeyframe() {
    if (track != null) {
      track.wantKeyframe();
    }
  }

  /** What was found out since the last call. */
  public News takeNews() {
    News taken = news;
    news = News.NONE;
    return taken;
  }

  /** What the track is encoded as, for the message; empty before its first packet. */
  public String codecName() {
    Codec published = track == null ? null : track.codec();
    return published == null ? "" : published.name();
  }

  /**
   * Sends what arrived since the last call.
   *
   * @param scratch at least as long as the longest packet, free for use
   * @return false when the socket is full and packets are held back
   */
  public boolean send(
      long now, int path, SrtpOutbound srtp, byte[] scratch, Egress out, Counters counters) {
    Layer from = layer;
    SrtpStream stream = media;
    if (from == null || stream == null) {
      return true;
    }
    PacketCache cache = from.cache();
    while (cursor < cache.next()) {
      if (cursor < cache.oldest() || held(now, cache)) {
        restart(cache);
        continue;
      }
      int facts = cache.facts(cursor);
      if (spliceDue) {
        boolean begins = section.kind() == Kind.AUDIO || PacketFacts.keyframeBegins(facts);
        if (!begins || !splice(now, from, cursor)) {
          cursor++;
          continue;
        }
        counters.count(Total.SPLICES);
      }
      Epochs.Epoch epoch = epochs.latest();
      long source = cache.index(cursor);
      if (source >= epoch.firstSource && epoch.outOf(source) > highestOut - LATEST_REPAIR) {
        int at =
            out.claim(
                path, cache.length(cursor) + PacketWriter.EXTENSION_BLOCK + srtp.rtpOverhead());
        if (at == Egress.BLOCKED) {
          counters.count(Total.SENDS_BLOCKED);
          return false;
        }
        long number = epoch.outOf(source);
        int length = writer.write(epoch, from, cursor, number, scratch, 0);
        int sent = srtp.protectRtp(stream, number, scratch, 0, length, out.memory(), at);
        out.commit(sent);
        sent(now, number, length, scratch, cache.length(cursor) - RtpHeader.FIXED);
        counters.count(Total.PACKETS_OUT);
        counters.add(Total.BYTES_OUT, sent);
      }
      cursor++;
    }
    return true;
  }

  private boolean held(long now, PacketCache cache) {
    return section.kind() == Kind.VIDEO && !spliceDue && now - cache.arrival(cursor) > STALE_NANOS;
  }

  private void restart(PacketCache cache) {
    cursor = cache.next();
    spliceDue = true;
    wantKeyframe();
  }

  private boolean splice(long now, Layer from, long position) {
    Codec published = from.track().codec();
    Codec codec = published == null ? null : among(published);
    if (published == null || codec == null) {
      news = published == null ? news : News.CODEC_MISMATCH;
      return false;
    }
    PacketCache cache = from.cache();
    long sourceTimestamp = Bytes.uint32(cache.bytes(), cache.offset(position) + 4);
    long timestamp = lastTimestamp;
    if (started) {
      long elapsed = Math.max(0, now - lastSentAt);
      timestamp += Math.max(1, elapsed / NANOS * clockRate + elapsed % NANOS * clockRate / NANOS);
    }
    Epochs.Epoch epoch = epochs.begin();
    epoch.layer = from;
    epoch.payloadType = codec.payloadType();
    epoch.rtxPayloadType = codec.rtxPayloadType();
    epoch.extensionId = section.extensions().getOrDefault(forwarded(), 0);
    epoch.vp8 = codec.name().equals("VP8");
    epoch.firstSource = cache.index(position);
    epoch.firstOut = highestOut + 1;
    epoch.timestampOffset = timestamp - sourceTimestamp & 0xFFFF_FFFFL;
    epoch.pictureIdOffset = 0;
    epoch.tl0Offset = 0;
    if (epoch.vp8
        && started
        && readDescriptor(cache.bytes(), cache.offset(position), cache.length(position))) {
      epoch.pictureIdOffset = lastPictureId + 1 - descriptor.pictureId();
      epoch.tl0Offset = lastTl0 + 1 - descriptor.tl0PicIdx();
    }
    clockRate = codec.clockRate();
    started = true;
    spliceDue = false;
    news = News.SPLICED;
    return true;
  }

  private @Nullable Codec among(Codec published) {
    for (Codec codec : section.codecs()) {
      if (codec.carries(published)) {
        return codec;
      }
    }
    return null;
  }

  private Extension forwarded() {
    return section.kind() == Kind.AUDIO ? Extension.AUDIO_LEVEL : Extension.VIDEO_ORIENTATION;
  }

  private boolean readDescriptor(byte[] bytes, int packet, int length) {
    return descriptor.read(bytes, packet + RtpHeader.FIXED, length - RtpHeader.FIXED)
        == Reject.NONE;
  }

  private void sent(long now, long number, int length, byte[] packet, int payload) {
    if (number > highestOut) {
      highestOut = number;
      lastTimestamp = Bytes.uint32(packet, 4);
      lastPictureId = writer.pictureId();
      lastTl0 = writer.tl0();
    }
    lastSentAt = now;
    packets++;
    payloadBytes += payload;
  }

  /**
   * The viewer misses a number: sends it again on the RTX SSRC (RFC 4588), with the same bytes.
   *
   * @param sequenceNumber 16 bits, as the viewer saw it
   */
  public void missing(
      long now,
      int sequenceNumber,
      int path,
      SrtpOutbound srtp,
      byte[] scratch,
      Egress out,
      Counters counters) {
    SrtpStream stream = repair;
    if (stream == null || downlink.exhausted(now)) {
      counters.count(Total.RETRANSMISSIONS_REFUSED);
      return;
    }
    long number = highestOut - (highestOut - sequenceNumber & 0xFFFF);
    Epochs.Epoch epoch = started ? epochs.of(number) : null;
    if (epoch == null || epoch.layer == null || epoch.rtxPayloadType < 0) {
      counters.count(Total.RETRANSMISSIONS_REFUSED);
      return;
    }
    PacketCache cache = epoch.layer.cache();
    long position = cache.positionOf(epoch.sourceOf(number));
    if (position == PacketCache.NONE
        || resent.within(now, downlink.roundTrip() / 2, number)
        || !downlink.affordRetransmission(now)) {
      counters.count(Total.RETRANSMISSIONS_REFUSED);
      return;
    }
    int at =
        out.claim(
            path, cache.length(position) + PacketWriter.EXTENSION_BLOCK + 2 + srtp.rtpOverhead());
    if (at == Egress.BLOCKED) {
      counters.count(Total.SENDS_BLOCKED);
      return;
    }
    int length = writer.write(epoch, epoch.layer, position, number, scratch, 0);
    int header = length - (cache.length(position) - RtpHeader.FIXED);
    System.arraycopy(scratch, header, scratch, header + 2, length - header);
    Bytes.put16(scratch, header, sequenceNumber);
    long rtx = nextRtx++;
    Bytes.put8(scratch, 1, scratch[1] & 0x80 | epoch.rtxPayloadType);
    Bytes.put16(scratch, 2, (int) rtx);
    Bytes.put32(scratch, 8, ids.rtxSsrc());
    int sent = srtp.protectRtp(stream, rtx, scratch, 0, length + 2, out.memory(), at);
    out.commit(sent);
    resent.sent(now, number);
    counters.count(Total.RETRANSMISSIONS_OUT);
    counters.add(Total.BYTES_OUT, sent);
  }

  /** Whether a sender report can be told: something was sent and is being carried. */
  public boolean reportable() {
    return started && layer != null && !spliceDue && layer.clock().known();
  }

  /** This stream's timestamp at that moment of the shard's time, for a sender report. */
  public long timestampAt(long now) {
    Layer carried = Objects.requireNonNull(layer, "asked only when reportable");
    return carried.clock().rtpAt(now, clockRate) + epochs.latest().timestampOffset & 0xFFFF_FFFFL;
  }
}
