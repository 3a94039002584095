package dev.footlights.rtc.sdp;

import static dev.footlights.rtc.sdp.Samples.offer;
import static dev.footlights.rtc.sdp.Samples.refusalOfPublish;
import static dev.footlights.rtc.sdp.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading is liberal, and bounded. */
class OfferTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chromium-publish",
        "chromium-simulcast",
        "chromium-watch",
        "firefox-simulcast",
        "firefox-watch",
        "ffmpeg-whip",
        "obs-whip",
        "gstreamer-whip",
        "aiortc-sendrecv"
      })
  void lineEndsAndCaseOfTheFingerprintDoNotMatter(String name) {
    var offer = offer(text(name));
    assertThat(offer(text(name).replace("\r\n", "\n"))).isEqualTo(offer);
    assertThat(offer(text(name).replace("\r\n", "\r\n\r\n"))).isEqualTo(offer);
    assertThat(offer(text(name).replace("sha-256 8B:1D", "SHA-256 8b:1d"))).isEqualTo(offer);
    assertThat(offer.fingerprint().hex()).startsWith("8B:1D:0C");
  }

  @Test
  void unknownAttributesChangeNothing() {
    String text = text("chromium-publish");
    assertThat(offer(text.replace("a=mid:", "a=quark:1 2 3\r\nz=?\r\na=\r\na=:\r\na=mid:")))
        .isEqualTo(offer(text));
  }

  @Test
  void theTransportMayBeDescribedForTheSessionOrInAnySection() {
    String text = text("chromium-publish");
    var offer = offer(text);
    String credentials = "a=ice-ufrag:h7Qd\r\na=ice-pwd:Zk3mPq8sVn1tXw5yBc7dFg9h\r\n";
    String[] parts = text.split("(?m)^(?=m=)");

    assertThat(offer(parts[0] + credentials + (parts[1] + parts[2]).replace(credentials, "")).ice())
        .isEqualTo(offer.ice());
    assertThat(offer(parts[0] + parts[1].replace(credentials, "") + parts[2]).ice())
        .isEqualTo(offer.ice());
    assertThat(offer(text("firefox-simulcast")).ice().ufrag()).isEqualTo("9b3fd07c");
  }

  @Test
  void bundleOnlySectionsAreInUse() {
    var sections = offer(text("firefox-simulcast")).sections();
    assertThat(sections.get(1).stopped()).isFalse();
    assertThat(sections.get(1).direction()).isEqualTo(Direction.SENDONLY);
  }

  @Test
  void theStrongestServedDigestOfAServedAlgorithmCounts() {
    String text = text("chromium-publish");
    assertThat(refusalOfPublish(text.replace("sha-256", "sha-1"))).contains("a=fingerprint");
    assertThat(refusalOfPublish(text.replace("sha-256 8B:", "sha-256 "))).contains("a=fingerprint");
    assertThat(offer(text.replace("a=setup", "a=fingerprint:md5 00:11\r\na=setup")))
        .isEqualTo(offer(text));
  }

  @Test
  void whatCannotBeReadIsRefusedInOneSentence() {
    String text = text("chromium-publish");
    assertThat(refusalOfPublish("")).isEqualTo("The body is not SDP: it does not begin with v=0.");
    assertThat(refusalOfPublish("{\"sdp\":1}")).contains("not SDP");
    assertThat(refusalOfPublish("v=0\r\n"))
        .isEqualTo("The offer has no audio and no video section.");
    assertThat(refusalOfPublish(text.replace("a=ice-pwd", "a=pwd"))).contains("a=ice-pwd");
    assertThat(refusalOfPublish(text.replace("actpass", "holdconn"))).contains("a=setup");
    assertThat(refusalOfPublish(text.replace("a=mid:1", "a=mid:0")))
        .isEqualTo("Two sections have the mid 0.");
    assertThat(refusalOfPublish(text.replace("m=video 9", "m=video x")))
        .contains("malformed m= line");
    assertThat(refusalOfPublish(text.replace("t=0 0", "a=ice-lite"))).contains("ice-lite");
    assertThat(refusalOfPublish(text.replaceAll("m=(audio|video) \\d+", "m=$1 0")))
        .isEqualTo("The offer has no audio and no video section.");
  }

  @Test
  void sizesAreBounded() {
    String text = text("chromium-publish");
    assertThat(refusalOfPublish(text + "a=x\r\n".repeat(15_000))).contains("64 KiB");
    assertThat(refusalOfPublish(text + "a=x:" + "y".repeat(4096))).contains("4096 characters");
    assertThat(refusalOfPublish(text + "m=application 9 UDP/DTLS/SCTP x\r\n".repeat(15)))
        .contains("more than 16 media sections");
    assertThat(refusalOfPublish(text.replace("SAVPF 111", "SAVPF" + " 111".repeat(129))))
        .contains("more than 128 formats");
    assertThat(refusalOfPublish(text + lines(70, i -> "a=extmap:" + i + " urn:x:" + i)))
        .contains("more than 64 header extensions");
    String rids = IntStream.range(0, 17).mapToObj(i -> "r" + i).collect(Collectors.joining(";"));
    assertThat(
            refusalOfPublish(
                text + lines(17, i -> "a=rid:r" + i + " send") + "a=simulcast:send " + rids))
        .contains("more than 16 simulcast layers");
    assertThat(
            offer(text + lines(300, i -> "a=ssrc:" + (i + 5) + " cname:x"))
                .sections()
                .get(1)
                .ssrcs())
        .hasSize(64);
  }

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  @Test
  void oneIdMeansOneExtension() {
    String text = text("ffmpeg-whip");
    var video =
        offer(
                text
                    + "a=extmap:3 urn:x\r\na=extmap:3 urn:3gpp:video-orientation\r\n"
                    + "a=extmap:15 urn:ietf:params:rtp-hdrext:sdes:mid\r\n"
                    + "a=extmap:0 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n"
                    + "a=extmap:20 urn:ietf:params:rtp-hdrext:ssrc-audio-level vad=on\r\n")
            .sections()
            .get(1);
    assertThat(video.extensions())
        .isEqualTo(List.of(new OfferedExtension(Extension.AUDIO_LEVEL, 20, null)));
  }

  @Test
  void feedbackForAllPayloadTypesCountsForEach() {
    var video = offer(text("ffmpeg-whip") + "a=rtcp-fb:* ccm fir\r\n").sections().get(1);
    assertThat(video.codecs().getFirst().feedback()).contains("nack", "ccm fir");
  }

  @Test
  void wordsAreNotReadByTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(offer(text("chromium-publish").replace("a=mid:", "a=MID:")).sections())
          .extracting(OfferedSection::mid)
          .containsExactly("0", "1");
    } finally {
      Locale.setDefault(before);
    }
  }
}
