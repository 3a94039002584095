package dev.footlights.rtc.sdp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One negotiated media section of a transport, as the answer fixed it. Never renumbered.
 *
 * @param index its place among the m-lines, from 0
 * @param mid its {@code a=mid}, or "" where the offer had none
 * @param codecs what was agreed, in the order of the answer; ids as the remote side numbers them
 * @param extensions agreed header extensions and their ids, 1 to 255
 * @param remoteSsrcs media SSRCs the remote side named for what it sends in this section, in order;
 *     often empty
 * @param remoteRtxSsrcs the SSRC of the retransmissions of the media SSRC at the same place, or -1
 * @param rids layers the remote side announced with {@code a=simulcast}; empty without
 * @param sender what we send in this section, or null where we only receive
 */
public record Section(
    int index,
    String mid,
    Kind kind,
    List<Codec> codecs,
    Map<Extension, Integer> extensions,
    List<Long> remoteSsrcs,
    List<Long> remoteRtxSsrcs,
    List<String> rids,
    @Nullable SenderIds sender) {

  public Section {
    codecs = List.copyOf(codecs);
    extensions = Map.copyOf(extensions);
    remoteSsrcs = List.copyOf(remoteSsrcs);
    remoteRtxSsrcs = List.copyOf(remoteRtxSsrcs);
    rids = List.copyOf(rids);
  }
}
