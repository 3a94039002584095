package dev.footlights.rtc.sdp;

import dev.footlights.rtc.dtls.DtlsRole;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Our answers (RFC 9429 §5.3). The whole offer is refused when one of its media sections cannot be
 * served (RFC 9725 §4.2); data channels are declined by port 0.
 */
public final class Answers {
  private static final Set<String> PUBLISH_FEEDBACK =
      Set.of("nack", "nack pli", "ccm fir", "transport-cc");
  private static final Set<String> WATCH_FEEDBACK = Set.of("nack", "nack pli", "ccm fir");

  private static final Set<Extension> PUBLISH_EXTENSIONS =
      EnumSet.of(
          Extension.MID,
          Extension.RID,
          Extension.REPAIRED_RID,
          Extension.AUDIO_LEVEL,
          Extension.VIDEO_ORIENTATION,
          Extension.TRANSPORT_SEQUENCE);
  private static final Set<Extension> WATCH_EXTENSIONS =
      EnumSet.of(Extension.AUDIO_LEVEL, Extension.VIDEO_ORIENTATION);

  private static final Set<ServedCodec> ALL = EnumSet.allOf(ServedCodec.class);
  private static final Set<ServedCodec> H264 = EnumSet.of(ServedCodec.OPUS, ServedCodec.H264);

  private final Offer offer;
  private final Direction direction;
  private final Set<ServedCodec> among;
  private final Setup setup;
  private final SdpWriter writer;
  private final List<Section> sections = new ArrayList<>();

  private Answers(Offer offer, Local local, Direction direction, Set<ServedCodec> among) {
    this.offer = offer;
    this.direction = direction;
    this.among = among;
    this.setup = offer.setup() == Setup.PASSIVE ? Setup.ACTIVE : Setup.PASSIVE;
    this.writer = new SdpWriter(local, setup);
  }

  /** Answers a publisher (WHIP): we receive. */
  public static AnswerResult publish(Offer offer, Local local) {
    return new Answers(offer, local, Direction.RECVONLY, ALL).answer(kind -> null);
  }

  /** The same as IVS does: of video only H.264, and not without a video section. */
  public static AnswerResult publishH264(Offer offer, Local local) {
    boolean video = offer.sections().stream().anyMatch(s -> s.live() && s.kind() == Kind.VIDEO);
    return video
        ? new Answers(offer, local, Direction.RECVONLY, H264).answer(kind -> null)
        : new Refused(
            "The offer has no video section, but must offer H.264 even to publish audio alone.",
            Kind.VIDEO);
  }

  /**
   * Answers a viewer (WHEP): we send. Every served codec the viewer offered stays in the answer, so
   * that a sender can follow its track's codec.
   *
   * @param senders called once for each section that is answered
   */
  public static AnswerResult watch(Offer offer, Local local, Function<Kind, SenderIds> senders) {
    return new Answers(offer, local, Direction.SENDONLY, ALL).answer(senders::apply);
  }

  private AnswerResult answer(Function<Kind, @Nullable SenderIds> senders) {
    Refused refused = refusal();
    if (refused != null) {
      return refused;
    }
    writer.session(true, bundle(), offer.allowMixed());
    for (OfferedSection section : offer.sections()) {
      Kind kind = section.kind();
      if (kind == null || section.stopped()) {
        writer.rejected(section);
      } else {
        accept(section, kind, senders.apply(kind));
      }
    }
    var role = setup == Setup.PASSIVE ? DtlsRole.SERVER : DtlsRole.CLIENT;
    return new Answer(writer.text(), role, sections);
  }

  private @Nullable Refused refusal() {
    var kinds = EnumSet.noneOf(Kind.class);
    for (OfferedSection section : offer.sections()) {
      if (section.kind() == null && !section.stopped() && !section.media().equals("application")) {
        return new Refused(section.label() + " is neither audio nor video.");
      }
      if (!section.live()) {
        continue;
      }
      if (!kinds.add(section.kind())) {
        return new Refused("The offer has more than one " + section.media() + " section.");
      }
      Refused refused = refusal(section);
      if (refused != null) {
        return refused;
      }
    }
    if (kinds.isEmpty()) {
      return new Refused("The offer has no audio and no video section.");
    }
    return kinds.size() == 1 || bundle().size() == kinds.size()
        ? null
        : new Refused(
            "The offer does not bundle its sections: a=group:BUNDLE must name both mids.");
  }

  private @Nullable Refused refusal(OfferedSection section) {
    Direction offered = section.direction();
    if (direction == Direction.RECVONLY ? !offered.sends() : !offered.receives()) {
      return new Refused(
          section.label()
              + " is "
              + offered.text()
              + ", but must be "
              + (direction == Direction.RECVONLY ? "sendonly" : "recvonly")
              + " or sendrecv.");
    }
    if (!section.protocol().toUpperCase(Locale.ROOT).contains("RTP/")) {
      return new Refused(section.label() + " does not carry RTP.");
    }
    return ServedCodec.agree(section, among, Set.of(), false).isEmpty()
        ? new Refused(
            section.label()
                + " has no codec that is served: "
                + ServedCodec.names(section.kind(), among)
                + ".",
            section.kind())
        : null;
  }

  /** Mids of the bundle that are answered, in the offer's order (RFC 9143 §7.3). */
  private List<String> bundle() {
    var live = offer.sections().stream().filter(OfferedSection::live).toList();
    return offer.bundle().stream()
        .distinct()
        .filter(mid -> live.stream().anyMatch(section -> section.mid().equals(mid)))
        .toList();
  }

  private void accept(OfferedSection section, Kind kind, @Nullable SenderIds ids) {
    boolean receiving = direction == Direction.RECVONLY;
    var extensions = extensions(section, receiving ? PUBLISH_EXTENSIONS : WATCH_EXTENSIONS);
    var feedback = new HashSet<>(receiving ? PUBLISH_FEEDBACK : WATCH_FEEDBACK);
    if (!extensions.containsKey(Extension.TRANSPORT_SEQUENCE)) {
      feedback.remove("transport-cc");
    }
    var agreed = ServedCodec.agree(section, among, feedback, ids == null || ids.rtxSsrc() >= 0);
    var codecs = receiving ? agreed : agreed.stream().map(Answers::withoutIdleNack).toList();
    SenderIds sender = ids == null ? null : ids.withoutUnusedRtx(codecs);
    var rids =
        receiving && extensions.containsKey(Extension.RID) ? rids(section) : List.<String>of();

    writer.begin(section.media(), section.protocol(), section.mid(), codecs);
    writer.line("a=" + direction.text());
    writer.line("a=rtcp-mux");
    if (section.reducedSize()) {
      writer.line("a=rtcp-rsize");
    }
    extensions
        .values()
        .forEach(
            it ->
                writer.extension(
                    it.id(),
                    it.direction() == null ? null : it.direction().mirrored(),
                    it.extension()));
    codecs.forEach(writer::codec);
    if (sender != null) {
      writer.sender(sender);
    }
    rids.forEach(rid -> writer.line("a=rid:" + rid + " recv"));
    if (!rids.isEmpty()) {
      writer.line("a=simulcast:recv " + String.join(";", rids));
    }

    var numbers = new EnumMap<Extension, Integer>(Extension.class);
    extensions.forEach((extension, line) -> numbers.put(extension, line.id()));
    sections.add(
        new Section(
            section.index(),
            section.mid(),
            kind,
            codecs,
            numbers,
            receiving ? section.ssrcs() : List.of(),
            receiving ? section.rtxSsrcs() : List.of(),
            rids,
            sender));
  }

  /** We retransmit by RTX only: a viewer that waits for anything else should ask for a keyframe. */
  private static Codec withoutIdleNack(Codec codec) {
    var feedback = new HashSet<>(codec.feedback());
    if (codec.rtxPayloadType() < 0) {
      feedback.remove("nack");
    }
    return new Codec(
        codec.payloadType(),
        codec.name(),
        codec.clockRate(),
        codec.channels(),
        codec.parameters(),
        feedback,
        codec.rtxPayloadType());
  }

  /** Those of the offer that we use and that may travel in the answer's direction. */
  private Map<Extension, OfferedExtension> extensions(
      OfferedSection section, Set<Extension> wanted) {
    var agreed = new EnumMap<Extension, OfferedExtension>(Extension.class);
    for (OfferedExtension line : section.extensions()) {
      Direction offered = line.direction() == null ? Direction.SENDRECV : line.direction();
      boolean useful = direction == Direction.RECVONLY ? offered.sends() : offered.receives();
      if (useful && wanted.contains(line.extension())) {
        agreed.put(line.extension(), line);
      }
    }
    return agreed;
  }

  private static List<String> rids(OfferedSection section) {
    return section.rids().stream().limit(Limits.ANSWERED_RIDS).toList();
  }
}
