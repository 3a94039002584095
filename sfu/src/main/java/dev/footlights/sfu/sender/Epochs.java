package dev.footlights.sfu.sender;

import dev.footlights.sfu.track.Layer;
import org.jspecify.annotations.Nullable;

/**
 * How a sender's numbers follow from its sources', splice by splice.
 *
 * <p>Within an epoch every number is the source's plus a constant. The latest few are kept, so that
 * a retransmission is made from the layer it was first sent from, with the same descriptor.
 */
final class Epochs {
  /** More splices than this within the time a viewer may still miss a packet do not happen. */
  static final int KEPT = 8;

  /** One epoch: from {@code firstOut} until the next one's. */
  static final class Epoch {
    @Nullable Layer layer;
    int payloadType;
    int rtxPayloadType;
    int extensionId;
    boolean vp8;
    long firstOut;
    long firstSource;
    long timestampOffset;
    int pictureIdOffset;
    int tl0Offset;

    long outOf(long source) {
      return source - firstSource + firstOut;
    }

    long sourceOf(long out) {
      return out - firstOut + firstSource;
    }
  }

  private final Epoch[] ring = new Epoch[KEPT];
  private int count;

  Epochs() {
    for (int i = 0; i < KEPT; i++) {
      ring[i] = new Epoch();
    }
  }

  /** The epoch to be filled in; the oldest is forgotten. */
  Epoch begin() {
    return ring[count++ % KEPT];
  }

  Epoch latest() {
    return ring[(count - 1) % KEPT];
  }

  /** The epoch a sent number belongs to, or null when it is too old. */
  @Nullable Epoch of(long out) {
    for (int back = 1; back <= Math.min(count, KEPT); back++) {
      Epoch epoch = ring[(count - back) % KEPT];
      if (out >= epoch.firstOut) {
        return epoch;
      }
    }
    return null;
  }

  /** Forgets which layers were carried, so that nothing of them is sent again. */
  void forgetLayers() {
    for (Epoch epoch : ring) {
      epoch.layer = null;
    }
  }
}
