package dev.footlights.rtc.sdp;

import java.util.List;

/**
 * What we chose for one sender, and signal in the answer.
 *
 * @param ssrc 1 to 2^32 - 1
 * @param rtxSsrc SSRC of its retransmissions, or -1 where the viewer cannot take any
 * @param cname the same for all senders of a viewer, so that they share a clock (RFC 3550 §6.5.1)
 * @param streamId first part of {@code msid}: audio and video of one publisher share it
 * @param trackId second part of {@code msid}
 */
public record SenderIds(long ssrc, long rtxSsrc, String cname, String streamId, String trackId) {

  /** The same without an RTX SSRC where none of the codecs has a payload type for it. */
  SenderIds withoutUnusedRtx(List<Codec> codecs) {
    return rtxSsrc < 0 || codecs.stream().anyMatch(codec -> codec.rtxPayloadType() >= 0)
        ? this
        : new SenderIds(ssrc, -1, cname, streamId, trackId);
  }
}
