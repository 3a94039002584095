package dev.footlights.sfu.track;

import dev.footlights.rtc.sdp.Codec;
import dev.footlights.rtc.sdp.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One medium of one publishing: its layers, its codec and the wish for a keyframe.
 *
 * <p>Attaches to a publication and leaves it; a publisher who returns brings new tracks. Belongs to
 * one shard.
 */
public final class Track {
  /** Layers of one track; three is what browsers send and IVS serves. */
  public static final int MAX_LAYERS = 3;

  /** Acts on a keyframe wish: the publisher's transport, or the mirror that asks its home. */
  public interface Asker {
    void keyframeWanted();
  }

  private final Kind kind;
  private final int generation;
  private final Asker asker;
  private final KeyframeRequests keyframes = new KeyframeRequests();
  private final List<Layer> layers = new ArrayList<>(1);
  private @Nullable Codec codec;

  public Track(Kind kind, int generation, Asker asker) {
    this.kind = kind;
    this.generation = generation;
    this.asker = asker;
  }

  public Kind kind() {
    return kind;
  }

  /** The publication's generation this track belongs to. */
  public int generation() {
    return generation;
  }

  /** How it is encoded, or null before the first packet. */
  public @Nullable Codec codec() {
    return codec;
  }

  public void codec(Codec now) {
    codec = now;
  }

  KeyframeRequests keyframes() {
    return keyframes;
  }

  /** The layer of a RID; made when it was not there and the cap allows it, else null. */
  public @Nullable Layer layer(String rid) {
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).rid().equals(rid)) {
        return layers.get(i);
      }
    }
    if (layers.size() == MAX_LAYERS) {
      return null;
    }
    var layer = new Layer(this, rid);
    layers.add(layer);
    return layer;
  }

  /** In the order in which they first came. */
  public List<Layer> layers() {
    return layers;
  }

  /** The layer senders carry: the one that came last, which publishers start last and best. */
  public @Nullable Layer best() {
    return layers.isEmpty() ? null : layers.getLast();
  }

  /** Somebody cannot decode until the next keyframe. Audio has none. */
  public void wantKeyframe() {
    if (kind == Kind.VIDEO) {
      keyframes.want();
      asker.keyframeWanted();
    }
  }

  /** Whether a keyframe request must leave now. A yes counts as sent. */
  public boolean pollKeyframeRequest(long now) {
    return keyframes.poll(now);
  }

  /** When to poll next, in the shard's nanoseconds; {@link Long#MAX_VALUE} for never. */
  public long keyframeDeadline() {
    return keyframes.deadline();
  }
}
