package dev.footlights.sfu.transport;

import dev.footlights.rtc.repair.NackGenerator;
import dev.footlights.rtc.rtcp.Reception;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.sfu.track.Layer;
import org.jspecify.annotations.Nullable;

/**
 * One SSRC of a publisher: a layer's media, or the retransmissions of one. Bound once, and only by
 * authenticated packets.
 */
final class Stream {
  private final long ssrc;
  private final Section section;
  private final Layer layer;
  private final @Nullable Stream repaired;
  private final Reception reception = new Reception();
  private final @Nullable NackGenerator nacks;

  /**
   * @param repaired the media stream whose packets this one carries again, or null for media
   */
  Stream(long ssrc, Section section, Layer layer, @Nullable Stream repaired) {
    this.ssrc = ssrc;
    this.section = section;
    this.layer = layer;
    this.repaired = repaired;
    this.nacks = repaired == null && section.kind() == Kind.VIDEO ? new NackGenerator() : null;
  }

  long ssrc() {
    return ssrc;
  }

  Section section() {
    return section;
  }

  Layer layer() {
    return layer;
  }

  /** The media this stream repairs, or null when it is media itself. */
  @Nullable Stream repaired() {
    return repaired;
  }

  Reception reception() {
    return reception;
  }

  /** What asks for this stream's lost packets, or null where nothing does. */
  @Nullable NackGenerator nacks() {
    return nacks;
  }
}
