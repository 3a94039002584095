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
}
