package dev.footlights.sfu.publication;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.sdp.Codec;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.sfu.mirror.MirrorPacket;
import dev.footlights.sfu.sender.Sender;
import dev.footlights.sfu.shard.Egress;
import dev.footlights.sfu.stats.Counters;
import dev.footlights.sfu.stats.Counters.Total;
import dev.footlights.sfu.track.Layer;
import dev.footlights.sfu.track.PacketCache;
import dev.footlights.sfu.track.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A participant's publishing, as one shard knows it: the tracks it has at present, the senders
 * subscribed to it here, and the shards that want a copy.
 *
 * <p>Tracks attach and leave; senders stay, and splice to whatever is attached. While an older
 * attachment lasts it goes on being carried, so that a take-over cuts only when it is told to. On a
 * shard that is not its home the tracks are mirrors. Belongs to the shard.
 */
public final class Publication {
  /** The shard polls its mirrors' wishes at each flush. */
  private static final Track.Asker ASKED_AT_FLUSH = () -> {};

  private final int id;
  private final int self;
  private final List<Attachment> local = new ArrayList<>(1);
  private final List<Sender> senders = new ArrayList<>();
  private int[] mirrors = {};
  private byte[] scratch = {};
  private int home;
  private @Nullable Attachment image;
  private @Nullable Attachment carried;

  /**
   * @param self the shard this object belongs to
   */
  public Publication(int id, int self, int home) {
    this.id = id;
    this.self = self;
    this.home = home;
  }

  public int id() {
    return id;
  }

  /** The shard its publisher is on. */
  public int home() {
    return home;
  }

  /** Nothing holds it any more. */
  public boolean idle() {
    return local.isEmpty() && senders.isEmpty() && mirrors.length == 0;
  }

  /** Tracks of a publisher's transport on this shard. */
  public void attach(Attachment attachment, Egress out, Counters counters) {
    local.add(attachment);
    carry(out, counters);
  }

  /** The transport's tracks leave. */
  public void detach(int transport, Egress out, Counters counters) {
    local.removeIf(attachment -> attachment.transport() == transport);
    carry(out, counters);
  }

  /** Its publisher is on that shard from now on. */
  public void move(int to, Egress out, Counters counters) {
    if (home != to) {
      home = to;
      image = null;
      carry(out, counters);
    }
  }

  /** Whether packets of this attachment are the ones to send on. */
  public boolean carries(Attachment attachment) {
    return carried == attachment;
  }

  private void carry(Egress out, Counters counters) {
    Attachment next = home != self ? image : local.isEmpty() ? null : local.getFirst();
    if (next == carried) {
      return;
    }
    carried = next;
    for (Sender sender : senders) {
      sender.follow(next == null ? null : next.track(sender.section().kind()));
    }
    if (next != null && home == self && mirrors.length > 0) {
      copyFromKeyframe(next, out, counters);
    }
  }

  /** What arrived before the cut belongs to the mirrors too: they splice there as well. */
  private void copyFromKeyframe(Attachment attachment, Egress out, Counters counters) {
    Track video = attachment.video();
    Layer layer = video == null ? null : video.best();
    long from = layer == null ? PacketCache.NONE : layer.latestKeyframe();
    if (layer == null || from == PacketCache.NONE) {
      return;
    }
    PacketCache cache = layer.cache();
    for (long at = from; at < cache.next(); at++) {
      copy(
          attachment,
          layer,
          cache.index(at),
          cache.facts(at),
          cache.bytes(),
          cache.offset(at),
          cache.length(at),
          out,
          counters);
    }
  }

  /** Subscribes a sender: it carries this publication from its next keyframe on. */
  public void bind(Sender sender) {
    senders.remove(sender);
    senders.add(sender);
    sender.follow(carried == null ? null : carried.track(sender.section().kind()));
  }

  /** Ends a sender's subscription. */
  public void unbind(Sender sender) {
    if (senders.remove(sender)) {
      sender.follow(null);
    }
  }

  /** It is over: every sender falls silent and nothing is attached. */
  public void end() {
    for (Sender sender : senders) {
      sender.follow(null);
    }
    senders.clear();
    local.clear();
    mirrors = new int[0];
    image = null;
    carried = null;
  }

  /** A track of it got a layer it did not have. */
  public void grew(Track track) {
    if (carried != null && carried.track(track.kind()) == track) {
      for (Sender sender : senders) {
        if (sender.section().kind() == track.kind()) {
          sender.trackGrew();
        }
      }
    }
  }

  /** Another shard has viewers of it, or has none any more. */
  public void mirror(int shard, boolean wanted) {
    int[] others = Arrays.stream(mirrors).filter(at -> at != shard).toArray();
    mirrors = others;
    if (wanted && shard != self) {
      mirrors = Arrays.copyOf(others, others.length + 1);
      mirrors[others.length] = shard;
      wantKeyframe(Kind.VIDEO);
    }
  }

  /** Somebody who watches cannot decode. */
  public void wantKeyframe(Kind kind) {
    Track track = carried == null ? null : carried.track(kind);
    if (track != null) {
      track.wantKeyframe();
    }
  }

  /** Sends one packet of a carried attachment to every shard that has viewers. */
  public void copy(
      Attachment attachment,
      Layer layer,
      long index,
      int facts,
      byte[] bytes,
      int off,
      int len,
      Egress out,
      Counters counters) {
    Codec codec = layer.track().codec();
    if (mirrors.length == 0 || codec == null || !MirrorPacket.carries(codec)) {
      return;
    }
    if (scratch.length < MirrorPacket.MAX_HEADER + len) {
      scratch = new byte[MirrorPacket.MAX_HEADER + len];
    }
    byte[] packet = scratch;
    int header =
        MirrorPacket.write(
            packet,
            0,
            id,
            attachment.generation(),
            index,
            facts,
            layer.track().kind(),
            codec,
            layer.rid());
    System.arraycopy(bytes, off, packet, header, len);
    for (int shard : mirrors) {
      if (out.toShard(shard, packet, 0, header + len)) {
        counters.count(Total.PACKETS_MIRRORED);
      } else {
        counters.count(Total.MIRROR_RING_FULL);
        layer.track().wantKeyframe();
      }
    }
  }

  /** Takes a packet that its home copied here. False when it belongs to nothing here. */
  public boolean mirrored(long now, byte[] ring, int off, int len, Egress out, Counters counters) {
    int generation = MirrorPacket.generation(ring, off);
    if (home == self || image != null && generation < image.generation()) {
      return false;
    }
    if (image == null || generation > image.generation()) {
      image =
          new Attachment(
              Attachment.MIRRORED,
              generation,
              new Track(Kind.AUDIO, generation, ASKED_AT_FLUSH),
              new Track(Kind.VIDEO, generation, ASKED_AT_FLUSH));
      carry(out, counters);
    }
    Track track = image.track(MirrorPacket.kind(ring, off));
    if (track == null) {
      return false;
    }
    Codec codec = track.codec();
    if (codec == null || !MirrorPacket.same(ring, off, codec)) {
      track.codec(MirrorPacket.codec(ring, off));
    }
    boolean grew = track.layers().isEmpty();
    Layer layer = track.layer(MirrorPacket.rid(ring, off));
    if (layer == null) {
      return false;
    }
    int header = MirrorPacket.headerLength(ring, off);
    int packet = off + header;
    long timestamp = Bytes.uint32(ring, packet + 4);
    long index = MirrorPacket.index(ring, off);
    if (!layer.cache().has(index)) {
      layer.add(now, index, MirrorPacket.facts(ring, off), timestamp, ring, packet, len - header);
    }
    if (grew) {
      grew(track);
    }
    return true;
  }

  /** The mirrored track of a kind, if this is a mirror and it has come. */
  public @Nullable Track imageTrack(Kind kind) {
    return image == null ? null : image.track(kind);
  }
}
