package dev.footlights.loop.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class PathsTest {
  private final Paths paths = new Paths();

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress("127.0.0.1", port);
  }

  @Test
  void aStrangerLeavesNothingBehind() {
    for (int port = 1; port <= 10_000; port++) {
      assertThat(paths.of(0, address(port))).isNegative();
      paths.endTurn();
    }
    assertThat(paths.keep(paths.of(0, address(1)))).isZero();
  }

  @Test
  void aKeptAddressHasOneNumberForEachSocket() {
    int first = paths.keep(paths.of(0, address(1)));
    int second = paths.keep(paths.of(1, address(1)));
    paths.endTurn();

    assertThat(paths.of(0, address(1))).isEqualTo(first);
    assertThat(paths.of(1, address(1))).isEqualTo(second).isNotEqualTo(first);
    assertThat(paths.keep(first)).isEqualTo(first);
    assertThat(paths.remote(second)).isEqualTo(address(1));
    assertThat(paths.socket(second)).isEqualTo(1);
  }

  @Test
  void askedTwiceInOneTurnItIsKeptOnce() {
    int once = paths.of(0, address(1));
    int twice = paths.of(0, address(1));

    assertThat(paths.keep(once)).isEqualTo(paths.keep(twice));
  }

  @Test
  void aReleasedNumberIsUsedAgain() {
    int first = paths.keep(paths.of(0, address(1)));
    paths.release(first);
    assertThat(paths.of(0, address(1))).isNegative();
    assertThat(paths.keep(paths.of(0, address(2)))).isEqualTo(first);
    assertThat(paths.remote(first)).isEqualTo(address(2));
  }
}
