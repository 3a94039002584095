package dev.footlights.rtc.sdp;

import static dev.footlights.rtc.sdp.Samples.parts;
import static dev.footlights.rtc.sdp.Samples.publish;
import static dev.footlights.rtc.sdp.Samples.refusalOfPublish;
import static dev.footlights.rtc.sdp.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.footlights.rtc.dtls.DtlsRole;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WHIP: what we answer to publishers. */
class PublishAnswerTest {

  @Test
  void chromiumIsAnsweredInFull() {
    var answer = publish(text("chromium-publish"));

    assertThat(answer.role()).isEqualTo(DtlsRole.SERVER);
    var parts = parts(answer.sdp());
    assertThat(parts).hasSize(3);
    assertThat(parts.getFirst())
        .containsExactly(
            "v=0",
            "o=- 42 1 IN IP4 127.0.0.1",
            "s=-",
            "t=0 0",
            "a=ice-lite",
            "a=ice-options:ice2",
            "a=group:BUNDLE 0 1",
            "a=extmap-allow-mixed");
    assertThat(parts.get(1))
        .startsWith("m=audio 4570 UDP/TLS/RTP/SAVPF 111", "c=IN IP4 203.0.113.7")
        .contains(
            "a=setup:passive",
            "a=mid:0",
            "a=recvonly",
            "a=rtcp-mux",
            "a=rtpmap:111 opus/48000/2",
            "a=rtcp-fb:111 transport-cc",
            "a=fmtp:111 minptime=10;useinbandfec=1");
    assertThat(parts.get(2))
        .startsWith("m=video 4570 UDP/TLS/RTP/SAVPF 96 97 102 103 106 107 127 125")
        .contains(
            "a=mid:1",
            "a=rtpmap:96 VP8/90000",
            "a=rtpmap:97 rtx/90000",
            "a=fmtp:97 apt=96",
            "a=fmtp:106 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f")
        .noneMatch(
            line -> line.contains("goog-remb") || line.contains("VP9") || line.contains("AV1"));
    assertThat(answer.sdp()).endsWith("\r\n").doesNotContain("a=ssrc", "a=msid");
  }

  @Test
  void everySectionHasEveryCandidateInOrderAndTheirEnd() {
    for (var part : parts(publish(text("chromium-publish")).sdp()).subList(1, 3)) {
      assertThat(part)
          .containsSequence(
              "a=candidate:1 1 udp 2130706431 203.0.113.7 4570 typ host",
              "a=candidate:2 1 udp 2130706175 2001:db8:0:0:0:0:0:7 4570 typ host",
              "a=candidate:3 1 udp 2130705919 127.0.0.1 4570 typ host",
              "a=end-of-candidates",
              "a=ice-ufrag:LocalFrg",
              "a=ice-pwd:localPasswordOfManyCharacters");
    }
  }

  @Test
  void sectionsSayWhatWasAgreed() {
    var sections = publish(text("chromium-publish")).sections();

    assertThat(sections).extracting(Section::kind).containsExactly(Kind.AUDIO, Kind.VIDEO);
    assertThat(sections).extracting(Section::index).containsExactly(0, 1);
    assertThat(sections).extracting(Section::mid).containsExactly("0", "1");
    var video = sections.get(1);
    assertThat(video.codecs())
        .extracting(Codec::name, Codec::payloadType, Codec::rtxPayloadType)
        .startsWith(tuple("VP8", 96, 97));
    assertThat(video.codecs().getFirst().feedback())
        .containsExactlyInAnyOrder("nack", "nack pli", "ccm fir", "transport-cc");
    assertThat(video.extensions())
        .isEqualTo(
            Map.of(
                Extension.MID, 4,
                Extension.RID, 10,
                Extension.REPAIRED_RID, 11,
                Extension.VIDEO_ORIENTATION, 13,
                Extension.TRANSPORT_SEQUENCE, 3));
    assertThat(video.remoteSsrcs()).containsExactly(1190327754L);
    assertThat(video.remoteRtxSsrcs()).containsExactly(3301458829L);
    assertThat(video.rids()).isEmpty();
    assertThat(video.sender()).isNull();
  }

  @Test
  void simulcastIsAnsweredWithItsRids() {
    var answer = publish(text("chromium-simulcast"));

    assertThat(answer.sections().get(1).rids()).containsExactly("q", "h", "f");
    assertThat(parts(answer.sdp()).get(2))
        .contains("a=rid:q recv", "a=rid:h recv", "a=rid:f recv", "a=simulcast:recv q;h;f");
  }

  @Test
  void onlyTheFirstThreeLayersAreTaken() {
    String four =
        text("chromium-simulcast")
            .replace("a=rid:q send", "a=rid:t send\r\na=rid:q send")
            .replace("send q;h;f", "send ~t;q,h;f;h");
    assertThat(publish(four).sections().get(1).rids()).containsExactly("t", "q", "f");
  }

  @Test
  void simulcastWithoutTheRidExtensionIsOneStream() {
    String offer = text("chromium-simulcast").replace("sdes:rtp-stream-id", "sdes:other");
    var answer = publish(offer);
    assertThat(answer.sections().get(1).rids()).isEmpty();
    assertThat(answer.sdp()).doesNotContain("simulcast", "a=rid");
  }

  @Test
  void firefoxExtensionDirectionsAreMirrored() {
    var answer = publish(text("firefox-simulcast"));

    assertThat(parts(answer.sdp()).get(2))
        .contains(
            "a=extmap:9/recvonly urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
            "a=extmap:10/recvonly urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
            "a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid")
        .noneMatch(line -> line.contains("playout-delay"));
    var video = answer.sections().get(1);
    assertThat(video.rids()).containsExactly("q", "h", "f");
    assertThat(video.remoteSsrcs()).containsExactly(311L, 321L, 331L);
    assertThat(video.remoteRtxSsrcs()).containsExactly(312L, 322L, 332L);
  }

  @Test
  void anExtensionThePublisherOnlyReceivesIsNotAnswered() {
    String offer = text("firefox-simulcast").replace("a=extmap:7 ", "a=extmap:7/recvonly ");
    assertThat(publish(offer).sections().get(1).extensions())
        .doesNotContainKey(Extension.TRANSPORT_SEQUENCE);
  }

  @Test
  void transportFeedbackIsNotPromisedWithoutItsExtension() {
    String offer = text("chromium-publish").replace("draft-holmer", "other");
    assertThat(publish(offer).sdp()).doesNotContain("transport-cc");
  }

  @Test
  void ffmpegIsTheServerOfTheHandshake() {
    var answer = publish(text("ffmpeg-whip"));

    assertThat(answer.role()).isEqualTo(DtlsRole.CLIENT);
    assertThat(answer.sdp()).contains("a=setup:active").doesNotContain("extmap:");
    var video = answer.sections().get(1);
    assertThat(video.extensions()).isEmpty();
    assertThat(video.codecs()).hasSize(1);
    assertThat(video.codecs().getFirst().payloadType()).isEqualTo(106);
    assertThat(video.codecs().getFirst().rtxPayloadType()).isEqualTo(105);
    assertThat(video.codecs().getFirst().feedback()).isEqualTo(Set.of("nack"));
    assertThat(video.remoteSsrcs()).containsExactly(1712834002L);
    assertThat(video.remoteRtxSsrcs()).containsExactly(1712834003L);
  }

  @Test
  void obsSendsStereoWithoutRtx() {
    var answer = publish(text("obs-whip"));
    assertThat(answer.sdp())
        .contains("a=group:BUNDLE 0 1\r\n", "a=fmtp:111 minptime=10;stereo=1;useinbandfec=1\r\n")
        .doesNotContain("group:LS", "rtx/");
    assertThat(answer.sections().get(1).codecs())
        .extracting(Codec::name, Codec::payloadType, Codec::rtxPayloadType)
        .containsExactly(tuple("H264", 96, -1));
    assertThat(answer.sections().get(1).codecs().getFirst().feedback())
        .isEqualTo(Set.of("nack", "nack pli"));
  }

  @Test
  void gstreamerPutsVideoFirstAndWritesOpusInCapitals() {
    var answer = publish(text("gstreamer-whip"));
    assertThat(answer.sections()).extracting(Section::mid).containsExactly("video0", "audio1");
    assertThat(answer.sdp())
        .contains("a=group:BUNDLE video0 audio1\r\n", "a=rtpmap:98 opus/48000/2\r\n")
        .doesNotContain("sprop-parameter-sets");
    assertThat(answer.sections().getFirst().extensions())
        .isEqualTo(Map.of(Extension.TRANSPORT_SEQUENCE, 1));
  }

  @Test
  void aiortcIsReceivedOnTheFirstSectionsTransport() {
    var offer = Samples.offer(text("aiortc-sendrecv"));
    assertThat(offer.ice().ufrag()).isEqualTo("Wq3f");
    assertThat(offer.fingerprint().algorithm()).isEqualTo("sha-256");
    var answer = publish(text("aiortc-sendrecv"));
    assertThat(answer.sections().get(1).codecs())
        .extracting(Codec::payloadType)
        .containsExactly(97, 99, 101);
    assertThat(answer.sections().get(1).remoteSsrcs()).containsExactly(2204416637L);
  }

  @Test
  void theBundlesFirstSectionDescribesTheTransport() {
    String offer = text("aiortc-sendrecv").replace("BUNDLE 0 1", "BUNDLE 1 0");
    assertThat(Samples.offer(offer).ice().ufrag()).isEqualTo("uT7k");
    assertThat(publish(offer).sdp()).contains("a=group:BUNDLE 1 0\r\n");
  }

  @Test
  void mixedExtensionsAreAllowedOnlyWhereAllSectionsOfferThem() {
    String offer = text("chromium-publish").replace("a=extmap-allow-mixed\r\n", "");
    String one = offer.replace("a=mid:0", "a=mid:0\r\na=extmap-allow-mixed");
    assertThat(publish(one).sdp()).doesNotContain("extmap-allow-mixed");
    String both = one.replace("a=mid:1", "a=mid:1\r\na=extmap-allow-mixed");
    assertThat(publish(both).sdp()).contains("a=extmap-allow-mixed");
  }

  @Test
  void activeOffersAreAnsweredPassive() {
    var answer = publish(text("ffmpeg-whip").replace("setup:passive", "setup:active"));
    assertThat(answer.role()).isEqualTo(DtlsRole.SERVER);
    assertThat(answer.sdp()).contains("a=setup:passive");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=rtcp-mux\r\n",
        "a=setup:actpass\r\n",
        "a=msid:- 77be9c1a-video\r\n",
        "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\r\n",
        "a=extmap-allow-mixed\r\n",
        "s=-\r\n"
      })
  void offersMayLeaveThingsOut(String line) {
    var answer = publish(text("chromium-publish").replace(line, ""));
    assertThat(answer.sections()).hasSize(2);
    assertThat(answer.role()).isEqualTo(DtlsRole.SERVER);
    assertThat(answer.sdp()).contains("a=rtcp-mux");
  }

  @Test
  void sendrecvMeansSendonly() {
    var answer = publish(text("chromium-publish").replace("a=sendonly", "a=sendrecv"));
    assertThat(answer.sdp()).contains("a=recvonly").doesNotContain("a=sendrecv");
  }

  @Test
  void oneSectionNeedsNeitherMidNorBundle() {
    String audioOnly =
        text("chromium-publish")
            .split("m=video")[0]
            .replace("a=group:BUNDLE 0 1\r\n", "")
            .replace("a=mid:0\r\n", "");
    var answer = publish(audioOnly);
    assertThat(answer.sections()).extracting(Section::mid).containsExactly("");
    assertThat(answer.sdp()).doesNotContain("a=mid", "BUNDLE");
  }

  @Test
  void midsAndTheOrderOfTheSectionsAreKept() {
    String[] parts = text("chromium-publish").split("(?m)^(?=m=)");
    String videoFirst =
        (parts[0] + parts[2] + parts[1])
            .replace("a=mid:0", "a=mid:audio0")
            .replace("a=mid:1", "a=mid:video")
            .replace("BUNDLE 0 1", "BUNDLE video audio0");
    var answer = publish(videoFirst);
    assertThat(answer.sections()).extracting(Section::mid).containsExactly("video", "audio0");
    assertThat(answer.sdp()).contains("a=group:BUNDLE video audio0\r\n");
    assertThat(parts(answer.sdp()).get(1)).contains("a=mid:video");
  }

  @Test
  void dataChannelsAreDeclinedByPortZero() {
    String[] parts = text("chromium-publish").split("(?m)^(?=m=)");
    String data =
        "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\na=mid:d\r\n"
            + "a=sctp-port:5000\r\n";
    var answer =
        publish(parts[0].replace("BUNDLE 0 1", "BUNDLE d 0 1") + data + parts[1] + parts[2]);

    assertThat(parts(answer.sdp()).get(1))
        .containsExactly(
            "m=application 0 UDP/DTLS/SCTP webrtc-datachannel",
            "c=IN IP4 0.0.0.0",
            "a=mid:d",
            "a=inactive");
    assertThat(answer.sdp()).contains("a=group:BUNDLE 0 1\r\n");
    assertThat(answer.sections()).extracting(Section::index).containsExactly(1, 2);
  }

  @Test
  void stoppedSectionsStayStopped() {
    var answer = publish(text("chromium-publish").replace("m=video 9", "m=video 0"));
    assertThat(answer.sections()).extracting(Section::kind).containsExactly(Kind.AUDIO);
    assertThat(parts(answer.sdp()).get(2)).first().asString().startsWith("m=video 0 ");
    assertThat(answer.sdp()).contains("a=group:BUNDLE 0\r\n");
  }

  @Test
  void unusableSectionsRefuseTheWholeOffer() {
    String offer = text("chromium-publish");
    String vp9Only = offer.replace("VP8/90000", "VP9/90000").replace("H264/90000", "VP9/90000");
    assertThat(refusalOfPublish(vp9Only))
        .isEqualTo(
            "Section 1 (video) has no codec that is served: VP8 and H.264 with"
                + " packetization-mode=1.");
    assertThat(refusalOfPublish(offer.replace("opus", "lyra")))
        .isEqualTo("Section 0 (audio) has no codec that is served: Opus.");
    assertThat(refusalOfPublish(text("chromium-watch")))
        .isEqualTo("Section 0 (audio) is recvonly, but must be sendonly or sendrecv.");
    assertThat(refusalOfPublish(offer.replace("a=sendonly", "a=inactive")))
        .isEqualTo("Section 0 (audio) is inactive, but must be sendonly or sendrecv.");
    String[] parts = offer.split("(?m)^(?=m=)");
    assertThat(refusalOfPublish(offer + parts[2].replace("a=mid:1", "a=mid:2")))
        .isEqualTo("The offer has more than one video section.");
    assertThat(refusalOfPublish(offer.replace("a=group:BUNDLE 0 1", "a=group:BUNDLE 0")))
        .isEqualTo("The offer does not bundle its sections: a=group:BUNDLE must name both mids.");
    assertThat(refusalOfPublish(parts[0] + parts[1].replace("m=audio", "m=text")))
        .isEqualTo("Section 0 (text) is neither audio nor video.");
  }

  @Test
  void payloadTypesThatReadAsRtcpAreNotAnswered() {
    String offer = text("ffmpeg-whip").replace("111", "72");
    assertThat(refusalOfPublish(offer)).contains("no codec");
    var rtx = publish(text("ffmpeg-whip").replace("105", "95"));
    assertThat(rtx.sections().get(1).codecs().getFirst().rtxPayloadType()).isEqualTo(-1);
  }

  @Test
  void ourOwnOfferIsAnswered() {
    String offer =
        Offers.publish(
            Samples.LOCAL, Map.of(Kind.AUDIO, Samples.AUDIO, Kind.VIDEO, Samples.VIDEO), true);
    var sections = publish(offer).sections();
    assertThat(sections).extracting(Section::kind).isEqualTo(List.of(Kind.AUDIO, Kind.VIDEO));
    assertThat(sections.get(1).remoteRtxSsrcs()).containsExactly(2002L);
  }

  @Test
  void asIvsDoesOnlyH264IsAnsweredOfVideo() {
    var answer =
        (Answer) Answers.publishH264(Samples.offer(text("chromium-publish")), Samples.LOCAL);

    assertThat(answer.sections().get(0).codecs()).extracting(Codec::name).containsOnly("OPUS");
    assertThat(answer.sections().get(1).codecs()).extracting(Codec::name).containsOnly("H264");
    assertThat(answer.sdp()).doesNotContain("VP8");
  }

  @Test
  void asIvsDoesAnOfferWithoutH264IsRefused() {
    var vp8 = Samples.offer(text("chromium-publish").replace(" H264/90000", " VP9/90000"));

    assertThat(Answers.publishH264(vp8, Samples.LOCAL))
        .isEqualTo(
            new Refused(
                "Section 1 (video) has no codec that is served: H.264 with packetization-mode=1.",
                Kind.VIDEO));
  }

  @Test
  void asIvsDoesAnOfferOfAudioAloneIsRefused() {
    var offer =
        Samples.offer(Offers.publish(Samples.LOCAL, Map.of(Kind.AUDIO, Samples.AUDIO), true));

    assertThat(Answers.publish(offer, Samples.LOCAL)).isInstanceOf(Answer.class);
    assertThat(Answers.publishH264(offer, Samples.LOCAL))
        .isEqualTo(
            new Refused(
                "The offer has no video section, but must offer H.264 even to publish audio alone.",
                Kind.VIDEO));
  }
}
