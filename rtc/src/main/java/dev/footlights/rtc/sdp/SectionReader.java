package dev.footlights.rtc.sdp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one m-line and its attributes. Used once. */
final class SectionReader {
  private static final long MAX_SSRC = 0xFFFF_FFFFL;

  /** 15 ends a one-byte block; larger ids need the two-byte form (RFC 8285 §4.2). */
  private static final int RESERVED_EXTENSION_ID = 15;

  private static final int MAX_EXTENSION_ID = 255;

  private final int index;
  private final Block session;
  private final Block block;
  private final Refusals refusals;

  SectionReader(int index, Block session, Block block, Refusals refusals) {
    this.index = index;
    this.session = session;
    this.block = block;
    this.refusals = refusals;
  }

  OfferedSection read() {
    var words = Words.split(block.head());
    if (words.size() < 4
        || port(words.get(1)) < 0
        || !words.stream().allMatch(word -> Words.visible(word, Limits.LINE_CHARACTERS))) {
      refusals.add("Section " + index + " has a malformed m= line.");
      words = List.of("unknown", "0", "unknown", "0");
    }
    var formats = words.subList(3, words.size());
    if (formats.size() > Limits.PAYLOAD_TYPES) {
      refusals.add("Section " + index + " has more than 128 formats.");
      formats = List.of();
    }
    Kind kind = kind(words.getFirst());
    var media = kind == null ? Media.NONE : media(formats);
    return new OfferedSection(
        index,
        mid(),
        words.getFirst(),
        words.get(2),
        formats,
        kind,
        port(words.get(1)) == 0 && !block.has("bundle-only"),
        direction(),
        media.codecs,
        kind == null ? List.of() : extensions(),
        block.has("rtcp-rsize"),
        media.ssrcs,
        media.rtxSsrcs,
        kind == null ? List.of() : rids());
  }

  private record Media(List<Codec> codecs, List<Long> ssrcs, List<Long> rtxSsrcs) {
    static final Media NONE = new Media(List.of(), List.of(), List.of());
  }

  private Media media(List<String> formats) {
    var ssrcs = new ArrayList<Long>();
    var rtxSsrcs = new ArrayList<Long>();
    ssrcs(ssrcs, rtxSsrcs);
    return new Media(new CodecReader(block).read(formats), ssrcs, rtxSsrcs);
  }

  /** The number before an optional {@code /count}, or -1. */
  private static long port(String word) {
    int slash = word.indexOf('/');
    return Words.number(slash < 0 ? word : word.substring(0, slash), 65535);
  }

  private static @Nullable Kind kind(String media) {
    return switch (media.toLowerCase(Locale.ROOT)) {
      case "audio" -> Kind.AUDIO;
      case "video" -> Kind.VIDEO;
      default -> null;
    };
  }

  private String mid() {
    String mid = block.first("mid");
    if (mid == null || mid.isEmpty()) {
      return "";
    }
    if (!Words.visible(mid, Limits.MID_CHARACTERS)) {
      refusals.add("Section " + index + " has a malformed a=mid.");
      return "";
    }
    return mid;
  }

  private Direction direction() {
    for (Block in : List.of(block, session)) {
      for (Block.Attribute attribute : in.attributes()) {
        Direction direction = Direction.of(attribute.name());
        if (direction != null) {
          return direction;
        }
      }
    }
    return Direction.SENDRECV;
  }

  /** The first line of an extension counts, and an id means only the first thing it is given to. */
  private List<OfferedExtension> extensions() {
    var lines = new ArrayList<>(block.all("extmap"));
    lines.addAll(session.all("extmap"));
    if (lines.size() > Limits.EXTENSIONS) {
      refusals.add("Section " + index + " has more than 64 header extensions.");
      return List.of();
    }
    var found = new LinkedHashMap<Extension, OfferedExtension>();
    var ids = new HashSet<Integer>();
    for (String line : lines) {
      var words = Words.split(line);
      if (words.size() < 2) {
        continue;
      }
      String[] key = words.getFirst().split("/", 2);
      int id = (int) Words.number(key[0], MAX_EXTENSION_ID);
      Direction direction = key.length < 2 ? null : Direction.of(key[1]);
      Extension extension = Extension.of(words.get(1));
      if (id > 0
          && id != RESERVED_EXTENSION_ID
          && ids.add(id)
          && extension != null
          && (key.length < 2 || direction != null)) {
        found.putIfAbsent(extension, new OfferedExtension(extension, id, direction));
      }
    }
    return List.copyOf(found.values());
  }

  private void ssrcs(List<Long> ssrcs, List<Long> rtxSsrcs) {
    Map<Long, Long> rtxOf = new LinkedHashMap<>();
    Set<Long> secondary = new HashSet<>();
    for (String line : block.all("ssrc-group")) {
      var words = Words.split(line);
      if (words.size() == 3 && rtxOf.size() < Limits.SSRCS) {
        long first = Words.number(words.get(1), MAX_SSRC);
        long second = Words.number(words.get(2), MAX_SSRC);
        if (words.getFirst().equalsIgnoreCase("FID") && first > 0 && second > 0) {
          rtxOf.putIfAbsent(first, second);
          secondary.add(second);
        } else if (words.getFirst().equalsIgnoreCase("FEC-FR")) {
          secondary.add(second);
        }
      }
    }
    var seen = new LinkedHashSet<Long>();
    for (String line : block.all("ssrc")) {
      var words = Words.split(line);
      long ssrc = words.isEmpty() ? -1 : Words.number(words.getFirst(), MAX_SSRC);
      if (ssrc > 0 && !secondary.contains(ssrc) && seen.size() < Limits.SSRCS && seen.add(ssrc)) {
        ssrcs.add(ssrc);
        rtxSsrcs.add(rtxOf.getOrDefault(ssrc, -1L));
      }
    }
  }

  /** RFC 8853 §5.1; the older form with {@code rid=} is understood too. */
  private List<String> rids() {
    String simulcast = block.first("simulcast");
    if (simulcast == null) {
      return List.of();
    }
    var sending = new HashSet<String>();
    for (String line : block.all("rid")) {
      var words = Words.split(line);
      if (words.size() >= 2 && words.get(1).equalsIgnoreCase("send")) {
        sending.add(words.getFirst());
      }
    }
    var words = Words.split(simulcast);
    var rids = new LinkedHashSet<String>();
    for (int i = 0; i + 1 < words.size(); i += 2) {
      if (!words.get(i).equalsIgnoreCase("send")) {
        continue;
      }
      for (String alternatives : words.get(i + 1).replaceFirst("^rid=", "").split(";")) {
        String rid = alternatives.split(",", 2)[0].replaceFirst("^~", "");
        if (sending.contains(rid) && rid(rid)) {
          rids.add(rid);
        }
      }
    }
    if (rids.size() > Limits.RIDS) {
      refusals.add("Section " + index + " has more than 16 simulcast layers.");
    }
    return List.copyOf(rids);
  }

  private static boolean rid(String text) {
    return text.length() <= Limits.RID_CHARACTERS && text.matches("[A-Za-z0-9_-]+");
  }
}
