package dev.footlights.rtc.sdp;

import dev.footlights.rtc.dtls.DtlsRole;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The offers of our own client, and what it reads from the answers. */
public final class Offers {
  static final int OPUS = 111;
  static final int VP8 = 96;
  static final int VP8_RTX = 97;
  static final int H264 = 102;
  static final int H264_RTX = 103;

  /** The same in every section: bundled sections share the numbers (RFC 9143 §9.2). */
  private static final Map<Extension, Integer> EXTENSIONS =
      new EnumMap<>(
          Map.of(
              Extension.AUDIO_LEVEL, 1,
              Extension.TRANSPORT_SEQUENCE, 3,
              Extension.MID, 4));

  private static final String PROTOCOL = "UDP/TLS/RTP/SAVPF";

  private Offers() {}

  /**
   * An offer to publish: Opus, VP8 with RTX.
   *
   * @param senders what is sent of each kind; a kind that is absent has no section
   * @param h264 whether constrained baseline is offered after VP8
   */
  public static String publish(Local local, Map<Kind, SenderIds> senders, boolean h264) {
    return write(local, Direction.SENDONLY, senders.keySet(), senders, h264);
  }

  /** An offer to watch sections of these kinds. */
  public static String watch(Local local, Set<Kind> kinds, boolean h264) {
    return write(local, Direction.RECVONLY, kinds, Map.of(), h264);
  }

  /**
   * Reads the answer to one of these offers. Never throws, whatever the text.
   *
   * @param senders as they were offered; empty after an offer to watch. In {@link Section#sender}
   *     the RTX SSRC is -1 where the answer takes no retransmissions
   */
  public static AcceptResult accept(String answer, Map<Kind, SenderIds> senders) {
    var refusals = new Refusals("answer");
    var description = Description.read(answer, refusals);
    if (description == null) {
      return refusals.first();
    }
    if (description.setup() == null || description.setup() == Setup.ACTPASS) {
      return new Refused("The answer's a=setup is neither active nor passive.");
    }
    var sections = new ArrayList<Section>();
    var kinds = EnumSet.noneOf(Kind.class);
    for (OfferedSection section : description.sections()) {
      Kind kind = section.kind();
      if (kind == null || section.stopped()) {
        continue;
      }
      if (!kinds.add(kind)) {
        return new Refused("The answer has more than one " + section.media() + " section.");
      }
      sections.add(section(section, kind, senders));
    }
    return sections.isEmpty()
        ? new Refused("The answer accepts no section.")
        : new Accepted(
            description.ice(),
            description.fingerprint(),
            description.setup() == Setup.PASSIVE ? DtlsRole.CLIENT : DtlsRole.SERVER,
            description.candidates(),
            sections);
  }

  private static Section section(OfferedSection section, Kind kind, Map<Kind, SenderIds> senders) {
    var extensions = new EnumMap<Extension, Integer>(Extension.class);
    for (OfferedExtension line : section.extensions()) {
      extensions.put(line.extension(), line.id());
    }
    SenderIds ids = section.direction().receives() ? senders.get(kind) : null;
    return new Section(
        section.index(),
        section.mid(),
        kind,
        section.codecs(),
        extensions,
        section.ssrcs(),
        section.rtxSsrcs(),
        section.rids(),
        ids == null ? null : ids.withoutUnusedRtx(section.codecs()));
  }

  private static String write(
      Local local,
      Direction direction,
      Set<Kind> kinds,
      Map<Kind, SenderIds> senders,
      boolean h264) {
    var writer = new SdpWriter(local, Setup.ACTPASS);
    var ordered = kinds.stream().sorted().toList();
    var mids = new ArrayList<String>();
    for (int i = 0; i < ordered.size(); i++) {
      mids.add(Integer.toString(i));
    }
    writer.session(false, mids, true);
    for (int i = 0; i < ordered.size(); i++) {
      Kind kind = ordered.get(i);
      var codecs = kind == Kind.AUDIO ? audio() : video(h264);
      writer.begin(kind.name().toLowerCase(Locale.ROOT), PROTOCOL, mids.get(i), codecs);
      writer.line("a=" + direction.text());
      writer.line("a=rtcp-mux");
      writer.line("a=rtcp-mux-only");
      writer.line("a=rtcp-rsize");
      EXTENSIONS.forEach(
          (extension, id) -> {
            if (extension != Extension.AUDIO_LEVEL || kind == Kind.AUDIO) {
              writer.extension(id, null, extension);
            }
          });
      codecs.forEach(writer::codec);
      SenderIds ids = senders.get(kind);
      if (ids != null) {
        writer.sender(ids.withoutUnusedRtx(codecs));
      }
    }
    return writer.text();
  }

  private static List<Codec> audio() {
    var parameters = Map.of("minptime", "10", "useinbandfec", "1");
    return List.of(new Codec(OPUS, "OPUS", 48_000, 2, parameters, Set.of("transport-cc"), -1));
  }

  private static List<Codec> video(boolean h264) {
    var feedback = Set.of("nack", "nack pli", "ccm fir", "transport-cc");
    var codecs = new ArrayList<Codec>();
    codecs.add(new Codec(VP8, "VP8", 90_000, 1, Map.of(), feedback, VP8_RTX));
    if (h264) {
      var parameters = new LinkedHashMap<String, String>();
      parameters.put("level-asymmetry-allowed", "1");
      parameters.put("packetization-mode", "1");
      parameters.put("profile-level-id", "42e01f");
      codecs.add(new Codec(H264, "H264", 90_000, 1, parameters, feedback, H264_RTX));
    }
    return codecs;
  }
}
