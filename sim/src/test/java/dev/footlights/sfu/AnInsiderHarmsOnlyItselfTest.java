package dev.footlights.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footlights.rtc.Reject;
import dev.footlights.rtc.ice.IceCredentials;
import dev.footlights.rtc.stun.StunKey;
import dev.footlights.rtc.stun.StunWriter;
import dev.footlights.sfu.shard.Command;
import dev.footlights.sim.world.ByHand;
import dev.footlights.sim.world.Plane;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who holds a token, and so an ICE password, still cannot touch other people's media. */
class AnInsiderHarmsOnlyItselfTest {
  private final Plane plane = new Plane(1, 1);
  private final ByHand hand = new ByHand(plane);
  private ByHand.Publishing publisher;
  private ByHand.Watching viewer;
  private ByHand.Watching insider;

  @BeforeEach
  void somebodyIsPublishingAndWatching() {
    publisher = hand.publish(0, 7, 1);
    viewer = hand.watch(0, 7, 0);
    insider = hand.watch(0, 7, 0);
    plane.until(() -> viewer.decodable() > 0 && insider.decodable() > 0);
  }

  @AfterEach
  void theInnocentViewerSawNothing() {
    long before = viewer.decodable();
    plane.advance(Duration.ofSeconds(1));
    assertThat(viewer.decodable() - before).as("frames in a second").isBetween(29L, 31L);
    assertThat(viewer.media().video().lost()).isZero();
    plane.close();
  }

  @Test
  void aCheckInThePublishersNameTakesNothingFromIt() {
    for (int i = 0; i < 20; i++) {
      plane.inject(publisher.peer().address(), 0, check(insider.transport(), false));
      plane.advance(Duration.ofMillis(10));
    }

    assertThat(plane.rejected(Reject.STUN_PATH_TAKEN)).isEqualTo(20);
  }

  @Test
  void manyAddressesAreForgottenAndTheLastOfAllIsReleasedOnce() {
    int before = plane.remains().paths();
    for (int port = 1; port <= 2_000; port++) {
      plane.inject(new InetSocketAddress("10.9.9.9", port), 0, check(insider.transport(), false));
    }
    plane.advance(Duration.ofMillis(10));

    assertThat(plane.remains().paths()).isLessThan(before + 9);
  }

  @Test
  void checksThatAreRefusedLeaveNoPath() {
    int before = plane.remains().paths();
    for (int port = 1; port <= 2_000; port++) {
      plane.inject(new InetSocketAddress("10.9.9.9", port), 0, check(insider.transport(), true));
    }
    plane.advance(Duration.ofMillis(10));

    assertThat(plane.remains().paths()).isEqualTo(before);
  }

  @Test
  void onePathThatTwoOfItsTransportsUsedIsNeverReleasedUnderTheOther() {
    var second = hand.watch(0, 7, 0);
    plane.until(() -> second.decodable() > 0);
    InetSocketAddress shared = new InetSocketAddress("10.9.9.9", 1);
    plane.inject(shared, 0, check(insider.transport(), false));
    plane.advance(Duration.ofMillis(2));
    plane.inject(shared, 0, check(second.transport(), false));
    for (int port = 2; port <= 12; port++) {
      plane.inject(new InetSocketAddress("10.9.9.9", port), 0, check(insider.transport(), false));
    }
    plane.advance(Duration.ofMillis(100));
    hand.command(0, new Command.CloseTransport(insider.transport()));
    plane.advance(Duration.ofMillis(100));
    hand.command(0, new Command.CloseTransport(second.transport()));
    plane.advance(Duration.ofMillis(100));

    assertThat(plane.rejected(Reject.STUN_PATH_TAKEN)).isEqualTo(1);
    assertThat(plane.census().transports()).isEqualTo(2);
  }

  private byte[] check(int transport, boolean controlled) {
    IceCredentials of = hand.credentials(transport);
    byte[] out = new byte[200];
    StunWriter writer =
        new StunWriter()
            .request(out, 0, out.length, 1, 2)
            .username((of.ufrag() + ":me").getBytes(StandardCharsets.UTF_8))
            .priority(6);
    writer = controlled ? writer.controlled(5) : writer.controlling(5);
    return Arrays.copyOf(out, writer.finish(new StunKey(of.password())));
  }
}
