package dev.footlights.rtc.sdp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The codecs we forward, and what we answer about each. */
enum ServedCodec {
  OPUS("opus", Kind.AUDIO, 48_000, 2),
  VP8("VP8", Kind.VIDEO, 90_000, 1),
  /** Only with packetization-mode 1, which every browser offers (RFC 7742 §6.2). */
  H264("H264", Kind.VIDEO, 90_000, 1);

  private final String text;
  private final Kind kind;
  private final int clockRate;
  private final int channels;

  ServedCodec(String text, Kind kind, int clockRate, int channels) {
    this.text = text;
    this.kind = kind;
    this.clockRate = clockRate;
    this.channels = channels;
  }

  /**
   * What is agreed of a section's codecs, in the offer's order.
   *
   * @param among those that may be agreed
   * @param feedback {@code rtcp-fb} values we serve; what was not offered is left out
   * @param rtx whether retransmissions are wanted
   */
  static List<Codec> agree(
      OfferedSection section, Set<ServedCodec> among, Set<String> feedback, boolean rtx) {
    var agreed = new ArrayList<Codec>();
    for (Codec offered : section.codecs()) {
      ServedCodec served = of(offered, section.kind());
      if (served != null && among.contains(served)) {
        var both = new HashSet<>(offered.feedback());
        both.retainAll(feedback);
        agreed.add(
            new Codec(
                offered.payloadType(),
                offered.name(),
                offered.clockRate(),
                offered.channels(),
                served.parameters(offered),
                both,
                rtx && usable(offered.rtxPayloadType()) ? offered.rtxPayloadType() : -1));
      }
    }
    return agreed;
  }

  /** Names of the codecs of a kind, for a person to read. */
  static String names(@Nullable Kind kind, Set<ServedCodec> among) {
    String h264 = "H.264 with packetization-mode=1";
    if (kind == Kind.AUDIO) {
      return "Opus";
    }
    return among.contains(VP8) ? "VP8 and " + h264 : h264;
  }

  /** The encoding's name as registered. */
  static String text(Codec codec) {
    return valueOf(codec.name()).text;
  }

  private static @Nullable ServedCodec of(Codec codec, @Nullable Kind kind) {
    if (!usable(codec.payloadType())) {
      return null;
    }
    for (ServedCodec served : values()) {
      if (served.name().equals(codec.name())
          && served.kind == kind
          && served.clockRate == codec.clockRate()
          && served.channels == codec.channels()
          && (served != H264 || servedH264(codec))) {
        return served;
      }
    }
    return null;
  }

  private static boolean servedH264(Codec codec) {
    return codec.parameters().getOrDefault("packetization-mode", "0").equals("1")
        && H264Profile.of(codec) != null;
  }

  private static boolean usable(int payloadType) {
    return payloadType >= 0
        && (payloadType < Limits.FIRST_RTCP_PAYLOAD_TYPE
            || payloadType > Limits.LAST_RTCP_PAYLOAD_TYPE);
  }

  private Map<String, String> parameters(Codec offered) {
    var parameters = new LinkedHashMap<String, String>();
    switch (this) {
      case OPUS -> {
        parameters.put("minptime", "10");
        parameters.put("useinbandfec", "1");
        if (offered.parameters().getOrDefault("sprop-stereo", "0").equals("1")
            || offered.parameters().getOrDefault("stereo", "0").equals("1")) {
          parameters.put("stereo", "1");
        }
      }
      case VP8 -> {}
      case H264 -> {
        parameters.put("level-asymmetry-allowed", "1");
        parameters.put("packetization-mode", "1");
        String profile = offered.parameters().get("profile-level-id");
        if (profile != null) {
          parameters.put("profile-level-id", profile);
        }
      }
    }
    return parameters;
  }
}
