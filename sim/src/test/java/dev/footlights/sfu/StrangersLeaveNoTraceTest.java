package dev.footlights.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Reject;
import dev.footlights.rtc.ice.IceCredentials;
import dev.footlights.rtc.stun.StunKey;
import dev.footlights.rtc.stun.StunMessage;
import dev.footlights.rtc.stun.StunWriter;
import dev.footlights.sim.net.Network;
import dev.footlights.sim.world.ByHand;
import dev.footlights.sim.world.Plane;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches the media port without an ICE password is counted, and nothing else happens. */
class StrangersLeaveNoTraceTest {
  private static final InetSocketAddress STRANGER = new InetSocketAddress("10.9.9.9", 9_999);

  private final Plane plane = new Plane(1, 1);
  private final ByHand hand = new ByHand(plane);
  private ByHand.Publishing publisher;
  private ByHand.Watching viewer;

  @BeforeEach
  void somebodyIsPublishingAndWatching() {
    publisher = hand.publish(0, 7, 1);
    viewer = hand.watch(0, 7, 0);
    plane.until(() -> viewer.decodable() > 0);
  }

  @AfterEach
  void theInnocentViewerSawNothing() {
    long before = viewer.decodable();
    plane.advance(Duration.ofSeconds(1));
    assertThat(viewer.decodable() - before).isBetween(29L, 31L);
    assertThat(viewer.media().video().lost()).isZero();
    assertThat(plane.replies()).isEmpty();
    plane.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void randomBytes(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(1_500)];
      random.nextBytes(bytes);
      plane.inject(STRANGER, 0, bytes);
    }
    plane.advance(Duration.ofMillis(10));

    assertThat(plane.rejected(Reject.UNCHECKED_ADDRESS)).isGreaterThan(1_900);
  }

  @Test
  void aHandshakeBeforeAnyCheck() {
    byte[] hello = new byte[200];
    hello[0] = 22;
    hello[1] = (byte) 0xFE;
    plane.inject(STRANGER, 0, hello);
    plane.advance(Duration.ofMillis(10));

    assertThat(plane.rejected(Reject.UNCHECKED_ADDRESS)).isEqualTo(1);
  }

  @Test
  void aCheckWithAnUnknownUserName() {
    plane.inject(STRANGER, 0, check("nobody:them", "whatever"));
    plane.advance(Duration.ofMillis(10));

    assertThat(plane.rejected(Reject.STUN_UNKNOWN_USERNAME)).isEqualTo(1);
  }

  @Test
  void aCheckWithAnotherPassword() {
    IceCredentials known = hand.credentials(publisher.transport());
    plane.inject(STRANGER, 0, check(known.ufrag() + ":them", "not the password of 24"));
    plane.advance(Duration.ofMillis(10));

    assertThat(plane.rejected(Reject.STUN_INTEGRITY)).isEqualTo(1);
  }

  @Test
  void replayedMediaFromThePublishersOwnAddress() {
    List<Network.Datagram> recorded = plane.network().record(publisher.peer().address());
    plane.advance(Duration.ofMillis(500));
    List<byte[]> media =
        recorded.stream().map(Network.Datagram::bytes).filter(b -> (b[0] & 0xC0) == 0x80).toList();
    assertThat(media).hasSizeGreaterThan(20);
    long before = plane.rejected(Reject.SRTP_REPLAYED);
    media.forEach(bytes -> plane.inject(publisher.peer().address(), 0, bytes.clone()));
    plane.advance(Duration.ofMillis(10));

    assertThat(plane.rejected(Reject.SRTP_REPLAYED) - before).isEqualTo(media.size());
  }

  @Test
  void truncatedAndChangedMediaFromThePublishersOwnAddress() {
    List<Network.Datagram> recorded = plane.network().record(publisher.peer().address());
    plane.advance(Duration.ofMillis(500));
    int bad = 0;
    for (Network.Datagram datagram : List.copyOf(recorded)) {
      byte[] bytes = datagram.bytes().clone();
      if ((bytes[0] & 0xC0) == 0x80 && bytes.length > 60) {
        bytes[3] += 77;
        plane.inject(publisher.peer().address(), 0, Arrays.copyOf(bytes, 40));
        plane.inject(publisher.peer().address(), 0, bytes);
        bad += 2;
      }
    }
    plane.advance(Duration.ofMillis(10));

    assertThat(bad).isGreaterThan(20);
    assertThat(
            plane.rejected(Reject.SRTP_AUTHENTICATION)
                + plane.rejected(Reject.SRTP_SHORT)
                + plane.rejected(Reject.RTP_MALFORMED))
        .isEqualTo(bad);
  }

  @Test
  void theSamePacketsFromAnotherAddress() {
    List<Network.Datagram> recorded = plane.network().record(publisher.peer().address());
    plane.advance(Duration.ofMillis(200));
    recorded.forEach(datagram -> plane.inject(STRANGER, 0, datagram.bytes().clone()));
    plane.advance(Duration.ofMillis(10));

    assertThat(plane.rejected(Reject.UNCHECKED_ADDRESS)).isGreaterThan(5);
  }

  private static byte[] check(String username, String password) {
    byte[] out = new byte[200];
    int length =
        new StunWriter()
            .request(out, 0, out.length, 1, 2)
            .username(username.getBytes(StandardCharsets.UTF_8))
            .controlling(5)
            .priority(6)
            .finish(new StunKey(password));
    assertThat(StunMessage.matches(out, 0, length)).isTrue();
    return Arrays.copyOf(out, length);
  }
}
