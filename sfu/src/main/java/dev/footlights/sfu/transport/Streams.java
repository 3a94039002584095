package dev.footlights.sfu.transport;

import dev.footlights.rtc.Reject;
import dev.footlights.rtc.rtp.RtpExtensions;
import dev.footlights.rtc.sdp.Codec;
import dev.footlights.rtc.sdp.Extension;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.sfu.mirror.MirrorPacket;
import dev.footlights.sfu.track.Layer;
import dev.footlights.sfu.track.Track;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which layer an SSRC belongs to: by MID and RID, then by the SSRCs the offer named, then by
 * payload type (RFC 9143 §9.2; FFmpeg sends no MID). Asked only for authenticated packets.
 */
final class Streams {
  /** Three layers and audio, each with its retransmissions, and as many again. */
  static final int MAX_STREAMS = 16;

  private final List<Section> sections;
  private final List<Stream> streams = new ArrayList<>(4);
  private Reject refusal = Reject.NONE;

  /** Finds the track a section feeds, or null when nothing is attached. */
  interface Tracks {
    @Nullable Track of(Section section);
  }

  Streams(List<Section> sections) {
    this.sections = sections;
  }

  List<Stream> all() {
    return streams;
  }

  void clear() {
    streams.clear();
  }

  @Nullable Stream find(long ssrc) {
    for (int i = 0; i < streams.size(); i++) {
      if (streams.get(i).ssrc() == ssrc) {
        return streams.get(i);
      }
    }
    return null;
  }

  /** Why the last {@link #bind} gave null. */
  Reject refusal() {
    return refusal;
  }

  /** Binds an SSRC not seen before, or says by {@link #refusal} why it cannot. */
  @Nullable Stream bind(
      long ssrc, int payloadType, byte[] bytes, RtpExtensions extensions, Tracks tracks) {
    refusal = Reject.RTP_UNKNOWN_SSRC;
    if (streams.size() == MAX_STREAMS) {
      return null;
    }
    Section section = section(ssrc, payloadType, bytes, extensions);
    Track track = section == null ? null : tracks.of(section);
    if (section == null || track == null) {
      return null;
    }
    boolean media = mediaCodec(section, payloadType) != null;
    if (!media && !rtx(section, payloadType)) {
      refusal = Reject.RTP_UNKNOWN_PAYLOAD_TYPE;
      return null;
    }
    return media
        ? bindMedia(ssrc, section, track, bytes, extensions)
        : bindRepair(ssrc, section, bytes, extensions);
  }

  private @Nullable Stream bindMedia(
      long ssrc, Section section, Track track, byte[] bytes, RtpExtensions extensions) {
    String rid = text(section, Extension.RID, bytes, extensions);
    boolean simulcast = !section.rids().isEmpty();
    if (simulcast && !section.rids().contains(rid) || rid.length() > MirrorPacket.MAX_TEXT) {
      return null;
    }
    Layer layer = track.layer(simulcast ? rid : "");
    if (layer == null || media(layer) != null) {
      return null;
    }
    return add(new Stream(ssrc, section, layer, null));
  }

  private @Nullable Stream bindRepair(
      long ssrc, Section section, byte[] bytes, RtpExtensions extensions) {
    refusal = Reject.RTX_UNKNOWN_SSRC;
    String rid = text(section, Extension.REPAIRED_RID, bytes, extensions);
    int named = section.remoteRtxSsrcs().indexOf(ssrc);
    for (Stream stream : streams) {
      if (stream.repaired() != null || stream.section() != section) {
        continue;
      }
      boolean its =
          named >= 0
              ? section.remoteSsrcs().get(named) == stream.ssrc()
              : section.rids().isEmpty() || stream.layer().rid().equals(rid);
      if (its) {
        return add(new Stream(ssrc, section, stream.layer(), stream));
      }
    }
    return null;
  }

  private Stream add(Stream stream) {
    streams.add(stream);
    return stream;
  }

  private @Nullable Stream media(Layer layer) {
    for (Stream stream : streams) {
      if (stream.repaired() == null && stream.layer() == layer) {
        return stream;
      }
    }
    return null;
  }

  private @Nullable Section section(
      long ssrc, int payloadType, byte[] bytes, RtpExtensions extensions) {
    for (Section section : sections) {
      String mid = text(section, Extension.MID, bytes, extensions);
      if (!mid.isEmpty() && mid.equals(section.mid())) {
        return section;
      }
    }
    for (Section section : sections) {
      if (section.remoteSsrcs().contains(ssrc) || section.remoteRtxSsrcs().contains(ssrc)) {
        return section;
      }
    }
    for (Section section : sections) {
      if (mediaCodec(section, payloadType) != null || rtx(section, payloadType)) {
        return section;
      }
    }
    return null;
  }

  private static String text(
      Section section, Extension extension, byte[] bytes, RtpExtensions extensions) {
    Integer id = section.extensions().get(extension);
    int at = id == null ? -1 : extensions.offset(id);
    return at < 0 || id == null
        ? ""
        : new String(bytes, at, extensions.length(id), StandardCharsets.US_ASCII);
  }

  /** The codec of a payload type, or null when it is none of the section's media. */
  static @Nullable Codec mediaCodec(Section section, int payloadType) {
    List<Codec> codecs = section.codecs();
    for (int i = 0; i < codecs.size(); i++) {
      if (codecs.get(i).payloadType() == payloadType) {
        return codecs.get(i);
      }
    }
    return null;
  }

  /** The media payload type that a retransmission's payload type stands for, or -1. */
  static int repairedType(Section section, int payloadType) {
    for (Codec codec : section.codecs()) {
      if (codec.rtxPayloadType() == payloadType) {
        return codec.payloadType();
      }
    }
    return -1;
  }

  private static boolean rtx(Section section, int payloadType) {
    return repairedType(section, payloadType) >= 0;
  }
}
