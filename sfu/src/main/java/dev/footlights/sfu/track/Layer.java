package dev.footlights.sfu.track;

import dev.footlights.rtc.sdp.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * One RTP stream of a track: a RID, or the only stream of a track without simulcast.
 *
 * <p>Belongs to one shard; on another shard the track's mirror has layers of its own.
 */
public final class Layer {
  /** Who sends this layer's packets on. */
  public interface Follower {
    /** Something is in the cache that was not there before. */
    void packetsArrived();
  }

  private final Track track;
  private final String rid;
  private final PacketCache cache;
  private final SourceClock clock = new SourceClock();
  private final List<Follower> followers = new ArrayList<>();
  private long highest = PacketCache.NONE;
  private long keyframe = PacketCache.NONE;
  private long keyframeTimestamp;
  private boolean keyframeComplete;

  Layer(Track track, String rid) {
    this.track = track;
    this.rid = rid;
    this.cache =
        track.kind() == Kind.VIDEO
            ? new PacketCache(PacketCache.VIDEO_PACKETS, PacketCache.VIDEO_BYTES)
            : new PacketCache(PacketCache.AUDIO_PACKETS, PacketCache.AUDIO_BYTES);
  }

  public Track track() {
    return track;
  }

  /** {@code ""} for the only layer of a track without simulcast. */
  public String rid() {
    return rid;
  }

  public PacketCache cache() {
    return cache;
  }

  public SourceClock clock() {
    return clock;
  }

  /** Highest index that came, or {@link PacketCache#NONE}. */
  public long highest() {
    return highest;
  }

  /** Position of the first packet of the newest keyframe while the cache holds it, else NONE. */
  public long latestKeyframe() {
    return keyframe >= cache.oldest() ? keyframe : PacketCache.NONE;
  }

  /** Whether every packet of the newest keyframe is here. */
  public boolean keyframeComplete() {
    return keyframeComplete;
  }

  public void follow(Follower follower) {
    followers.add(follower);
  }

  public void unfollow(Follower follower) {
    followers.remove(follower);
  }

  /**
   * Takes a packet that was not here before: fixed header of 12 bytes, then the payload.
   *
   * @param packetIndex sequence number with roll-overs
   * @param timestamp the packet's, 32 bits
   */
  public void add(
      long now, long packetIndex, int facts, long timestamp, byte[] bytes, int off, int len) {
    long position = cache.add(now, packetIndex, facts, bytes, off, len);
    highest = Math.max(highest, packetIndex);
    clock.arrived(now, timestamp);
    if (PacketFacts.keyframeBegins(facts) && timestamp != keyframeTimestamp) {
      keyframe = position;
      keyframeTimestamp = timestamp;
      keyframeComplete = false;
      track.keyframes().keyframeBegan();
    }
    if (!keyframeComplete && keyframe != PacketCache.NONE && timestamp == keyframeTimestamp) {
      keyframeComplete = completes();
    }
    for (int i = 0; i < followers.size(); i++) {
      followers.get(i).packetsArrived();
    }
  }

  private boolean completes() {
    if (keyframe < cache.oldest()) {
      return false;
    }
    for (long at = cache.index(keyframe); ; at++) {
      long position = cache.positionOf(at);
      if (position == PacketCache.NONE) {
        return false;
      }
      if (PacketFacts.marker(cache.facts(position))) {
        return true;
      }
    }
  }
}
