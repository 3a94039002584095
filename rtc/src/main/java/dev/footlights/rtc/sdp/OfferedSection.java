package dev.footlights.rtc.sdp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One m-line of a remote description with its attributes.
 *
 * @param index its place among the m-lines, from 0
 * @param mid its {@code a=mid}, or ""
 * @param media first word of the m-line
 * @param protocol third word of the m-line
 * @param formats the rest of the m-line
 * @param kind null where it is neither audio nor video
 * @param stopped port 0 without {@code a=bundle-only}: the section is not in use
 * @param codecs in the order of the m-line, RTX folded in; also those we do not serve
 * @param extensions header extensions we know
 * @param reducedSize {@code a=rtcp-rsize} (RFC 5506)
 * @param ssrcs media SSRCs in order, without those of retransmissions
 * @param rtxSsrcs at the same place the SSRC of the retransmissions, or -1
 * @param rids layers of {@code a=simulcast:send}, the first alternative of each
 */
public record OfferedSection(
    int index,
    String mid,
    String media,
    String protocol,
    List<String> formats,
    @Nullable Kind kind,
    boolean stopped,
    Direction direction,
    List<Codec> codecs,
    List<OfferedExtension> extensions,
    boolean reducedSize,
    List<Long> ssrcs,
    List<Long> rtxSsrcs,
    List<String> rids) {

  public OfferedSection {
    formats = List.copyOf(formats);
    codecs = List.copyOf(codecs);
    extensions = List.copyOf(extensions);
    ssrcs = List.copyOf(ssrcs);
    rtxSsrcs = List.copyOf(rtxSsrcs);
    rids = List.copyOf(rids);
  }

  /** Whether it is an audio or video section in use. */
  boolean live() {
    return kind != null && !stopped;
  }

  /** How a person finds it. */
  String label() {
    return "Section " + index + " (" + media + ")";
  }
}
