package dev.footlights.sfu.publication;

import dev.footlights.rtc.sdp.Kind;
import dev.footlights.sfu.track.Track;
import org.jspecify.annotations.Nullable;

/**
 * The tracks that one transport, or one mirror, brought to a publication.
 *
 * @param transport the publisher's, or {@link #MIRRORED}
 * @param generation of the publication
 */
public record Attachment(
    int transport, int generation, @Nullable Track audio, @Nullable Track video) {
  /** Its packets come from another shard. */
  static final int MIRRORED = -1;

  public @Nullable Track track(Kind kind) {
    return kind == Kind.AUDIO ? audio : video;
  }
}
