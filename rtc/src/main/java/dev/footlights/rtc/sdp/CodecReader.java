package dev.footlights.rtc.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the codecs of an m-line: rtpmap, fmtp, rtcp-fb (RFC 8866 §6.6, RFC 4585 §4.2). */
final class CodecReader {
  private static final int MAX_PAYLOAD_TYPE = 127;
  private static final long MAX_CLOCK_RATE = 1_000_000;
  private static final long MAX_CHANNELS = 255;

  private static final class Draft {
    String name = "";
    int clockRate;
    int channels = 1;
    final Map<String, String> parameters = new HashMap<>();
    final Set<String> feedback = new LinkedHashSet<>();

    void feedback(String value) {
      if (feedback.size() < Limits.FEEDBACKS) {
        feedback.add(value);
      }
    }
  }

  private final Block block;
  private final Map<Integer, Draft> drafts = new LinkedHashMap<>();

  CodecReader(Block block) {
    this.block = block;
  }

  List<Codec> read(List<String> formats) {
    for (String format : formats) {
      int payloadType = (int) Words.number(format, MAX_PAYLOAD_TYPE);
      if (payloadType >= 0) {
        drafts.putIfAbsent(payloadType, new Draft());
      }
    }
    block.all("rtpmap").forEach(this::rtpmap);
    block.all("fmtp").forEach(this::fmtp);
    block.all("rtcp-fb").forEach(this::feedback);
    return codecs();
  }

  private @Nullable Draft draft(String payloadType) {
    return drafts.get((int) Words.number(payloadType, MAX_PAYLOAD_TYPE));
  }

  private void rtpmap(String line) {
    var words = Words.split(line);
    Draft draft = words.size() < 2 ? null : draft(words.getFirst());
    if (draft == null || !draft.name.isEmpty()) {
      return;
    }
    String[] parts = words.get(1).split("/", 3);
    long clockRate = parts.length < 2 ? -1 : Words.number(parts[1], MAX_CLOCK_RATE);
    long channels = parts.length < 3 ? 1 : Words.number(parts[2], MAX_CHANNELS);
    if (clockRate > 0 && channels > 0 && Words.visible(parts[0], Limits.LINE_CHARACTERS)) {
      draft.name = parts[0].toUpperCase(Locale.ROOT);
      draft.clockRate = (int) clockRate;
      draft.channels = (int) channels;
    }
  }

  private void fmtp(String line) {
    String[] parts = line.split("[ \t]+", 2);
    Draft draft = draft(parts[0]);
    if (draft == null || parts.length < 2) {
      return;
    }
    for (String parameter : parts[1].split(";")) {
      int equals = parameter.indexOf('=');
      String key = (equals < 0 ? parameter : parameter.substring(0, equals)).strip();
      String value = equals < 0 ? "" : parameter.substring(equals + 1).strip();
      if (!key.isEmpty()) {
        draft.parameters.putIfAbsent(key.toLowerCase(Locale.ROOT), value);
      }
    }
  }

  private void feedback(String line) {
    var words = Words.split(line);
    if (words.size() < 2) {
      return;
    }
    String value = String.join(" ", words.subList(1, words.size())).toLowerCase(Locale.ROOT);
    if (words.getFirst().equals("*")) {
      drafts.values().forEach(draft -> draft.feedback(value));
    } else {
      Draft draft = draft(words.getFirst());
      if (draft != null) {
        draft.feedback(value);
      }
    }
  }

  private List<Codec> codecs() {
    var rtxOf = new HashMap<Integer, Integer>();
    drafts.forEach(
        (payloadType, draft) -> {
          if (draft.name.equals("RTX")) {
            String apt = draft.parameters.getOrDefault("apt", "");
            rtxOf.putIfAbsent((int) Words.number(apt, MAX_PAYLOAD_TYPE), payloadType);
          }
        });
    var codecs = new ArrayList<Codec>();
    drafts.forEach(
        (payloadType, draft) -> {
          if (!draft.name.isEmpty() && !draft.name.equals("RTX")) {
            codecs.add(
                new Codec(
                    payloadType,
                    draft.name,
                    draft.clockRate,
                    draft.channels,
                    draft.parameters,
                    draft.feedback,
                    rtxOf.getOrDefault(payloadType, -1)));
          }
        });
    return codecs;
  }
}
