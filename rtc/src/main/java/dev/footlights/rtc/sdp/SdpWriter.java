package dev.footlights.rtc.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes our descriptions: what offers and answers have in common. */
final class SdpWriter {
  /** Stands for "no address yet" (RFC 8840 §4.1.1). */
  private static final int DISCARD_PORT = 9;

  private final StringBuilder out = new StringBuilder(2048);
  private final Local local;
  private final Setup setup;

  SdpWriter(Local local, Setup setup) {
    this.local = local;
    this.setup = setup;
  }

  void session(boolean lite, List<String> bundle, boolean allowMixed) {
    line("v=0");
    line("o=- " + local.sessionId() + " 1 IN IP4 127.0.0.1");
    line("s=-");
    line("t=0 0");
    if (lite) {
      line("a=ice-lite");
    }
    line("a=ice-options:ice2");
    if (!bundle.isEmpty()) {
      line("a=group:BUNDLE " + String.join(" ", bundle));
    }
    if (allowMixed) {
      line("a=extmap-allow-mixed");
    }
  }

  /** An m-line that is not served: port 0, and nothing but its mid (RFC 9429 §5.3.1). */
  void rejected(OfferedSection section) {
    line(
        "m="
            + section.media()
            + " 0 "
            + section.protocol()
            + " "
            + String.join(" ", section.formats()));
    line("c=IN IP4 0.0.0.0");
    if (!section.mid().isEmpty()) {
      line("a=mid:" + section.mid());
    }
    line("a=inactive");
  }

  /** An m-line in use with its transport. */
  void begin(String media, String protocol, String mid, List<Codec> codecs) {
    var formats = new StringBuilder();
    for (Codec codec : codecs) {
      formats.append(' ').append(codec.payloadType());
      if (codec.rtxPayloadType() >= 0) {
        formats.append(' ').append(codec.rtxPayloadType());
      }
    }
    var candidates = local.candidates();
    int port = candidates.isEmpty() ? DISCARD_PORT : candidates.getFirst().getPort();
    line("m=" + media + " " + port + " " + protocol + formats);
    line(
        "c="
            + (candidates.isEmpty()
                ? "IN IP4 0.0.0.0"
                : Candidates.connection(candidates.getFirst().getAddress())));
    if (!candidates.isEmpty()) {
      Candidates.write(out, candidates);
    }
    line("a=ice-ufrag:" + local.ice().ufrag());
    line("a=ice-pwd:" + local.ice().password());
    line("a=fingerprint:" + local.fingerprint().algorithm() + " " + local.fingerprint().hex());
    line("a=setup:" + setup.name().toLowerCase(Locale.ROOT));
    if (!mid.isEmpty()) {
      line("a=mid:" + mid);
    }
  }

  void extension(int id, @Nullable Direction direction, Extension extension) {
    line(
        "a=extmap:"
            + id
            + (direction == null ? "" : "/" + direction.text())
            + " "
            + extension.uri());
  }

  void codec(Codec codec) {
    int payloadType = codec.payloadType();
    line(
        "a=rtpmap:"
            + payloadType
            + " "
            + ServedCodec.text(codec)
            + "/"
            + codec.clockRate()
            + (codec.channels() == 1 ? "" : "/" + codec.channels()));
    for (String feedback : new TreeSet<>(codec.feedback())) {
      line("a=rtcp-fb:" + payloadType + " " + feedback);
    }
    if (!codec.parameters().isEmpty()) {
      line("a=fmtp:" + payloadType + " " + parameters(codec.parameters()));
    }
    if (codec.rtxPayloadType() >= 0) {
      line("a=rtpmap:" + codec.rtxPayloadType() + " rtx/" + codec.clockRate());
      line("a=fmtp:" + codec.rtxPayloadType() + " apt=" + payloadType);
    }
  }

  private static String parameters(Map<String, String> parameters) {
    var text = new StringBuilder();
    new TreeMap<>(parameters)
        .forEach(
            (key, value) ->
                text.append(text.isEmpty() ? "" : ";").append(key).append('=').append(value));
    return text.toString();
  }

  /** RFC 8830 msid, RFC 5576 SSRCs; Chromium binds a track by the latter. */
  void sender(SenderIds ids) {
    line("a=msid:" + ids.streamId() + " " + ids.trackId());
    if (ids.rtxSsrc() >= 0) {
      line("a=ssrc-group:FID " + ids.ssrc() + " " + ids.rtxSsrc());
    }
    ssrc(ids.ssrc(), ids);
    if (ids.rtxSsrc() >= 0) {
      ssrc(ids.rtxSsrc(), ids);
    }
  }

  private void ssrc(long ssrc, SenderIds ids) {
    line("a=ssrc:" + ssrc + " cname:" + ids.cname());
    line("a=ssrc:" + ssrc + " msid:" + ids.streamId() + " " + ids.trackId());
  }

  void line(String text) {
    out.append(text).append("\r\n");
  }

  String text() {
    return out.toString();
  }
}
