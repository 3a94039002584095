package dev.footlights.rtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Reject;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The sample messages of RFC 5769 §2. */
class Rfc5769VectorsTest {
  private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

  private static final byte[] REQUEST =
      bytes(
          """
          00010058 2112a442 b7e7a701bc34d686fa87dfae
          80220010 5354554e207465737420636c69656e74
          00240004 6e0001ff
          80290008 932ff9b151263b36
          00060009 6576746a3a68367659202020
          00080014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2
          80280004 e57a3bcf
          """);

  private static final byte[] IPV4_RESPONSE =
      bytes(
          """
          0101003c 2112a442 b7e7a701bc34d686fa87dfae
          8022000b 7465737420766563746f7220
          00200008 0001a147e112a643
          00080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7
          80280004 c07d4c96
          """);

  private static final byte[] IPV6_RESPONSE =
      bytes(
          """
          01010048 2112a442 b7e7a701bc34d686fa87dfae
          8022000b 7465737420766563746f7220
          00200014 0002a1470113a9faa5d3f179bc25f4b5bed2b9d9
          00080014 a382954e4be67bf11784c97c8292c275bfe3ed41
          80280004 c8fb0b4c
          """);

  private static final byte[] LONG_TERM_REQUEST =
      bytes(
          """
          00010060 2112a442 78ad3433c6ad72c029da412e
          00060012 e3839ee38388e383aae38383e382afe382b90000
          0015001c 662f2f3439396b39353464364f4c33346f4c39465354767936347341
          0014000b 6578616d706c652e6f726700
          00080014 f67024656dd64a3e02b8e0712e85c9a28ca89666
          """);

  private final StunMessage message = new StunMessage();

  @Test
  void theSampleRequestIsReadAndVerified() {
    assertThat(message.read(REQUEST, 0, REQUEST.length)).isEqualTo(Reject.NONE);
    assertThat(message.isRequest()).isTrue();
    assertThat(message.method()).isEqualTo(StunMessage.BINDING);
    assertThat(message.username()).isEqualTo("evtj:h6vY");
    assertThat(message.ufrag()).isEqualTo("evtj");
    assertThat(message.priority()).isEqualTo(0x6e0001ffL);
    assertThat(message.controlled()).isTrue();
    assertThat(message.controlling()).isFalse();
    assertThat(message.tieBreaker()).isEqualTo(0x932ff9b151263b36L);
    assertThat(message.fingerprinted()).isTrue();
    assertThat(message.verify(new StunKey(PASSWORD))).isTrue();
    assertThat(message.verify(new StunKey(PASSWORD + "!"))).isFalse();
  }

  @Test
  void theSampleIpv4ResponseIsReadAndVerified() {
    assertThat(message.read(IPV4_RESPONSE, 0, IPV4_RESPONSE.length)).isEqualTo(Reject.NONE);
    assertThat(message.isSuccess()).isTrue();
    assertThat(message.mappedAddress()).isEqualTo(new InetSocketAddress("192.0.2.1", 32853));
    assertThat(message.verify(new StunKey(PASSWORD))).isTrue();
  }

  @Test
  void theSampleIpv6ResponseIsReadAndVerified() {
    assertThat(message.read(IPV6_RESPONSE, 0, IPV6_RESPONSE.length)).isEqualTo(Reject.NONE);
    assertThat(message.mappedAddress())
        .isEqualTo(new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853));
    assertThat(message.verify(new StunKey(PASSWORD))).isTrue();
  }

  @Test
  void theSampleRequestWithLongTermAuthenticationIsReadAndVerified() throws Exception {
    String user = "\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9";
    byte[] key =
        MessageDigest.getInstance("MD5")
            .digest((user + ":example.org:TheMatrIX").getBytes(StandardCharsets.UTF_8));

    assertThat(message.read(LONG_TERM_REQUEST, 0, LONG_TERM_REQUEST.length)).isEqualTo(Reject.NONE);
    assertThat(message.username()).isEqualTo(user);
    assertThat(message.fingerprinted()).isFalse();
    assertThat(message.verify(new StunKey(key))).isTrue();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }
}
