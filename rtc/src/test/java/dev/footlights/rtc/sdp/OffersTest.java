package dev.footlights.rtc.sdp;

import static dev.footlights.rtc.sdp.Samples.AUDIO;
import static dev.footlights.rtc.sdp.Samples.LOCAL;
import static dev.footlights.rtc.sdp.Samples.VIDEO;
import static dev.footlights.rtc.sdp.Samples.at;
import static dev.footlights.rtc.sdp.Samples.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.footlights.rtc.dtls.DtlsRole;
import dev.footlights.rtc.dtls.Fingerprint;
import dev.footlights.rtc.ice.IceCredentials;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Our client's offers, and the answers it gets. */
class OffersTest {
  private static final Local CLIENT =
      new Local(
          new IceCredentials("CliFrag0", "clientPasswordOfManyCharacters"),
          Fingerprint.sha256(new byte[] {9}),
          List.of(),
          7);
  private static final Map<Kind, SenderIds> SENDERS = Map.of(Kind.AUDIO, AUDIO, Kind.VIDEO, VIDEO);

  private static Accepted accepted(String answer, Map<Kind, SenderIds> senders) {
    var result = Offers.accept(answer, senders);
    assertThat(result).isInstanceOf(Accepted.class);
    return (Accepted) result;
  }

  @Test
  void publishingRoundTrip() {
    var offer = offer(Offers.publish(CLIENT, SENDERS, true));
    assertThat(offer.ice()).isEqualTo(CLIENT.ice());
    assertThat(offer.fingerprint()).isEqualTo(CLIENT.fingerprint());
    assertThat(offer.setup()).isEqualTo(Setup.ACTPASS);
    assertThat(offer.bundle()).containsExactly("0", "1");

    var answer = (Answer) Answers.publish(offer, LOCAL);
    var accepted = accepted(answer.sdp(), SENDERS);

    assertThat(accepted.ice()).isEqualTo(LOCAL.ice());
    assertThat(accepted.fingerprint()).isEqualTo(LOCAL.fingerprint());
    assertThat(accepted.role()).isEqualTo(DtlsRole.CLIENT);
    assertThat(accepted.candidates()).isEqualTo(LOCAL.candidates());
    assertThat(accepted.sections()).extracting(Section::sender).containsExactly(AUDIO, VIDEO);
    for (int i = 0; i < 2; i++) {
      var theirs = answer.sections().get(i);
      var ours = accepted.sections().get(i);
      assertThat(ours.codecs()).isEqualTo(theirs.codecs());
      assertThat(ours.extensions()).isEqualTo(theirs.extensions());
      assertThat(ours.mid()).isEqualTo(theirs.mid());
      assertThat(theirs.remoteSsrcs()).containsExactly(Samples.senders(ours.kind()).ssrc());
      assertThat(theirs.remoteRtxSsrcs()).containsExactly(Samples.senders(ours.kind()).rtxSsrc());
    }
    assertThat(accepted.sections().get(1).codecs())
        .extracting(Codec::payloadType, Codec::rtxPayloadType)
        .containsExactly(tuple(96, 97), tuple(102, 103));
  }

  @Test
  void watchingRoundTrip() {
    var offer = offer(Offers.watch(CLIENT, Set.of(Kind.VIDEO, Kind.AUDIO), false));
    var answer = (Answer) Answers.watch(offer, LOCAL, Samples::senders);
    var accepted = accepted(answer.sdp(), Map.of());

    assertThat(accepted.sections())
        .extracting(Section::kind)
        .containsExactly(Kind.AUDIO, Kind.VIDEO);
    assertThat(accepted.sections()).extracting(Section::sender).containsOnlyNulls();
    assertThat(accepted.sections().getFirst().remoteSsrcs()).containsExactly(1001L);
    assertThat(accepted.sections().get(1).remoteSsrcs()).containsExactly(2001L);
    assertThat(accepted.sections().get(1).remoteRtxSsrcs()).containsExactly(2002L);
    assertThat(accepted.sections().get(1).codecs()).extracting(Codec::name).containsExactly("VP8");
  }

  @Test
  void oneKindIsOneSection() {
    var offer = offer(Offers.publish(CLIENT, Map.of(Kind.VIDEO, VIDEO), false));
    assertThat(offer.sections()).extracting(OfferedSection::kind).containsExactly(Kind.VIDEO);
    assertThat(offer.bundle()).containsExactly("0");
  }

  @Test
  void anAnswerWithoutRtxTakesNone() {
    var answer = (Answer) Answers.publish(offer(Offers.publish(CLIENT, SENDERS, false)), LOCAL);
    var accepted = accepted(answer.sdp().replace("rtx/90000", "none/90000"), SENDERS);
    assertThat(accepted.sections().get(1).sender())
        .isEqualTo(new SenderIds(2001, -1, "cname", "stream", "video"));
  }

  @Test
  void candidatesThatCannotBeReachedArePassedOver() {
    var answer = (Answer) Answers.publish(offer(Offers.publish(CLIENT, SENDERS, false)), LOCAL);
    String odd =
        """
        a=candidate:9 1 udp 1 a.local 5 typ host\r
        a=candidate:9 1 tcp 1 10.0.0.9 9 typ host tcptype active\r
        a=candidate:9 2 udp 1 10.0.0.9 9 typ host\r
        a=candidate:9 1 udp 1 10.0.0.9 0 typ host\r
        a=candidate:9 1 udp 1 10.0.0.9 65536 typ host\r
        a=candidate:9 1 udp 1 fe80::1%eth0 5 typ host\r
        a=candidate:9 1 udp 1 ::zz 5 typ host\r
        a=candidate:\r
        a=candidate:9 1 UDP 1 10.0.0.8 5 typ host generation 0\r
        """;
    assertThat(accepted(answer.sdp() + odd, SENDERS).candidates())
        .hasSize(4)
        .endsWith(at("10.0.0.8", 5));
  }

  @Test
  void answersThatDecideNothingAreRefused() {
    var answer = (Answer) Answers.publish(offer(Offers.publish(CLIENT, SENDERS, false)), LOCAL);
    assertThat(Offers.accept(answer.sdp().replace("setup:passive", "setup:actpass"), SENDERS))
        .isEqualTo(new Refused("The answer's a=setup is neither active nor passive."));
    String declined = answer.sdp().replaceAll("m=(audio|video) 4570", "m=$1 0");
    assertThat(Offers.accept(declined, SENDERS)).isInstanceOf(Refused.class);
    assertThat(Offers.accept("", SENDERS))
        .isEqualTo(new Refused("The body is not SDP: it does not begin with v=0."));
  }
}
