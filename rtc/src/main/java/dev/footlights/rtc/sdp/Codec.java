package dev.footlights.rtc.sdp;

import java.util.Map;
import java.util.Set;

/**
 * One payload type of a media section.
 *
 * @param payloadType 0 to 127
 * @param name upper case: {@code OPUS}, {@code VP8}, {@code H264}
 * @param clockRate ticks per second
 * @param channels 1 where the section names none
 * @param parameters {@code a=fmtp}, keys in lower case
 * @param feedback {@code a=rtcp-fb} values, such as {@code nack pli}
 * @param rtxPayloadType its retransmissions' payload type (RFC 4588), or -1
 */
public record Codec(
    int payloadType,
    String name,
    int clockRate,
    int channels,
    Map<String, String> parameters,
    Set<String> feedback,
    int rtxPayloadType) {

  public Codec {
    parameters = Map.copyOf(parameters);
    feedback = Set.copyOf(feedback);
  }

  /**
   * Whether a section with this codec can carry a track that was published with the other one. For
   * H.264 the packetization mode must be the same and the profile one that its decoder takes;
   * levels are not compared.
   */
  public boolean carries(Codec track) {
    if (!name.equals(track.name) || clockRate != track.clockRate || channels != track.channels) {
      return false;
    }
    if (!name.equals("H264")) {
      return true;
    }
    var ours = H264Profile.of(this);
    var theirs = H264Profile.of(track);
    return ours != null
        && theirs != null
        && ours.decodes(theirs)
        && packetizationMode().equals(track.packetizationMode());
  }

  private String packetizationMode() {
    return parameters.getOrDefault("packetization-mode", "0");
  }
}
