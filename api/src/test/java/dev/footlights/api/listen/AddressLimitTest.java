package dev.footlights.api.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressLimitTest {
  private final AddressLimit limit = new AddressLimit(2);

  private SocketChannel from(String address) throws Exception {
    SocketChannel channel = SocketChannel.open();
    limit.came(channel, InetAddress.getByName(address));
    channel.close();
    return channel;
  }

  @Test
  void anAddressHasItsShareAndGetsItBack() throws Exception {
    SocketChannel first = from("192.0.2.1");
    assertThat(limit.refuses(first)).isFalse();
    assertThat(limit.refuses(from("192.0.2.1"))).isFalse();
    SocketChannel third = from("192.0.2.1");
    assertThat(limit.refuses(third)).isTrue();
    assertThat(limit.refuses(from("192.0.2.2"))).isFalse();
    limit.onClosed(third);
    limit.onClosed(first);
    limit.onClosed(first);
    assertThat(limit.refuses(from("192.0.2.1"))).isFalse();
    assertThat(limit.refuses(from("192.0.2.1"))).isTrue();
  }

  @Test
  void anIpv6SiteCountsAsOne() throws Exception {
    from("2001:db8:1:2::1");
    from("2001:db8:1:2:ffff::1");
    assertThat(limit.refuses(from("2001:db8:1:2::3"))).isTrue();
    assertThat(limit.refuses(from("2001:db8:1:3::1"))).isFalse();
  }

  @Test
  void nothingIsRememberedOfWhoHasGone() throws Exception {
    List<SocketChannel> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(from("192.0.2." + i % 50));
    }
    assertThat(limit.addresses()).isEqualTo(50);
    all.forEach(limit::onClosed);
    assertThat(limit.addresses()).isZero();
  }
}
