package dev.footlights.rtc.sdp;

import static dev.footlights.rtc.sdp.Samples.parts;
import static dev.footlights.rtc.sdp.Samples.refusalOfWatch;
import static dev.footlights.rtc.sdp.Samples.text;
import static dev.footlights.rtc.sdp.Samples.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** WHEP: what we answer to viewers. */
class WatchAnswerTest {

  @Test
  void chromiumIsToldWhatWeSend() {
    var answer = watch(text("chromium-watch"));

    var video = parts(answer.sdp()).get(2);
    assertThat(video)
        .containsSubsequence(
            "a=sendonly",
            "a=rtcp-mux",
            "a=msid:stream video",
            "a=ssrc-group:FID 2001 2002",
            "a=ssrc:2001 cname:cname",
            "a=ssrc:2001 msid:stream video",
            "a=ssrc:2002 cname:cname",
            "a=ssrc:2002 msid:stream video")
        .contains("a=extmap:13 urn:3gpp:video-orientation")
        .noneMatch(line -> line.contains("transport-cc") || line.contains("sdes:mid"));
    assertThat(parts(answer.sdp()).get(1))
        .contains("a=msid:stream audio", "a=ssrc:1001 cname:cname")
        .noneMatch(line -> line.startsWith("a=ssrc-group"));
    assertThat(answer.sections())
        .extracting(Section::sender)
        .containsExactly(Samples.AUDIO, Samples.VIDEO);
  }

  @Test
  void everyServedCodecOfTheViewerStays() {
    var video = watch(text("chromium-watch")).sections().get(1);
    assertThat(video.codecs()).extracting(Codec::payloadType).containsExactly(96, 102, 106, 127);
    assertThat(video.codecs())
        .allSatisfy(
            codec -> assertThat(codec.feedback()).isEqualTo(Set.of("nack", "nack pli", "ccm fir")));
    assertThat(video.extensions()).isEqualTo(Map.of(Extension.VIDEO_ORIENTATION, 13));
  }

  @Test
  void firefoxWatchesVp8() {
    var answer = watch(text("firefox-watch"));
    assertThat(answer.sections().get(1).codecs())
        .extracting(Codec::name, Codec::payloadType, Codec::rtxPayloadType)
        .containsExactly(tuple("VP8", 120, 124));
    assertThat(answer.sections().getFirst().extensions())
        .isEqualTo(Map.of(Extension.AUDIO_LEVEL, 1));
  }

  @Test
  void aViewerWithoutRtxGetsNoRtxSsrc() {
    String offer = text("chromium-watch").replace("rtx/90000", "other/90000");
    var answer = watch(offer);
    assertThat(answer.sections().get(1).sender())
        .isEqualTo(new SenderIds(2001, -1, "cname", "stream", "video"));
    assertThat(answer.sdp())
        .doesNotContain("2002", "FID", "a=rtcp-fb:96 nack\r\n")
        .contains("a=rtcp-fb:96 nack pli\r\n");
  }

  @Test
  void aSenderWithoutRtxOffersNone() {
    var answer =
        Answers.watch(
            Samples.offer(text("chromium-watch")),
            Samples.LOCAL,
            kind -> new SenderIds(7, -1, "c", "s", "t"));
    assertThat(answer).isInstanceOf(Answer.class);
    assertThat(((Answer) answer).sdp()).doesNotContain("rtx/");
  }

  @Test
  void whatAViewerWouldSendIsNotExpected() {
    var sections = watch(text("aiortc-sendrecv")).sections();
    assertThat(sections).allSatisfy(section -> assertThat(section.remoteSsrcs()).isEmpty());
    assertThat(sections).extracting(Section::sender).doesNotContainNull();
  }

  @Test
  void sendrecvIsTakenAndOtherDirectionsAreRefused() {
    String offer = text("chromium-watch");
    assertThat(watch(offer.replace("a=recvonly", "a=sendrecv")).sdp()).contains("a=sendonly");
    assertThat(refusalOfWatch(offer.replace("a=recvonly", "a=sendonly")))
        .isEqualTo("Section 0 (audio) is sendonly, but must be recvonly or sendrecv.");
    assertThat(refusalOfWatch(offer.replace("a=recvonly", "a=inactive")))
        .isEqualTo("Section 0 (audio) is inactive, but must be recvonly or sendrecv.");
  }
}
