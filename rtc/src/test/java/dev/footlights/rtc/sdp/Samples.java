package dev.footlights.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.dtls.Fingerprint;
import dev.footlights.rtc.ice.IceCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Offers in the shapes that browsers and FFmpeg send, and what the tests ask of texts. */
final class Samples {
  static final Local LOCAL =
      new Local(
          new IceCredentials("LocalFrg", "localPasswordOfManyCharacters"),
          Fingerprint.sha256(new byte[] {1, 2, 3}),
          List.of(at("203.0.113.7", 4570), at("2001:db8::7", 4570), at("127.0.0.1", 4570)),
          42);

  static final SenderIds AUDIO = new SenderIds(1001, -1, "cname", "stream", "audio");
  static final SenderIds VIDEO = new SenderIds(2001, 2002, "cname", "stream", "video");

  private Samples() {}

  static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  static String text(String name) {
    try (var in = Samples.class.getResourceAsStream(name + ".sdp")) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Offer offer(String sdp) {
    var result = Offer.parse(sdp);
    assertThat(result).isInstanceOf(Offer.class);
    return (Offer) result;
  }

  static SenderIds senders(Kind kind) {
    return kind == Kind.AUDIO ? AUDIO : VIDEO;
  }

  static Answer publish(String sdp) {
    return answered(Answers.publish(offer(sdp), LOCAL));
  }

  static Answer watch(String sdp) {
    return answered(Answers.watch(offer(sdp), LOCAL, Samples::senders));
  }

  /** The reason for which an offer is refused, when read or when answered. */
  static String refusalOfPublish(String sdp) {
    return switch (Offer.parse(sdp)) {
      case Refused refused -> refused.reason();
      case Offer offer -> reason(Answers.publish(offer, LOCAL));
    };
  }

  static String refusalOfWatch(String sdp) {
    return reason(Answers.watch(offer(sdp), LOCAL, Samples::senders));
  }

  private static String reason(AnswerResult result) {
    assertThat(result).isInstanceOf(Refused.class);
    return ((Refused) result).reason();
  }

  private static Answer answered(AnswerResult result) {
    assertThat(result).isInstanceOf(Answer.class);
    return (Answer) result;
  }

  /** The lines of each m-line's part; the session part comes first. */
  static List<List<String>> parts(String sdp) {
    return List.of(sdp.split("(?m)^(?=m=)")).stream()
        .map(part -> List.of(part.split("\r\n")))
        .toList();
  }
}
