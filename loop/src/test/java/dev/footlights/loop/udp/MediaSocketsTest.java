package dev.footlights.loop.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.footlights.sfu.stats.Counters;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaSocketsTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static int freePort() throws IOException {
    try (var socket = new DatagramSocket(0, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void whatIsCommittedArrivesInOrderFromTheAddressThatWasAsked() throws IOException {
    int port = freePort();
    try (var sockets = new MediaSockets(List.of(LOOPBACK), port, new Counters());
        var peer = new DatagramSocket(0, LOOPBACK)) {
      peer.setSoTimeout(60_000);
      peer.send(new DatagramPacket(new byte[] {7}, 1, new InetSocketAddress(LOOPBACK, port)));
      Outbox out = sockets.outbox();
      List<Byte> heard = new ArrayList<>();
      while (heard.isEmpty()) {
        sockets.await(100);
        sockets.receive(
            (path, bytes, off, len) -> {
              heard.add(bytes[off]);
              int kept = out.keep(path);
              for (byte i = 0; i < 50; i++) {
                int at = out.claim(kept, 100);
                out.memory()[at] = i;
                out.commit(1 + i);
              }
              out.claim(kept, 100);
              out.commit(0);
            });
      }
      assertThat(heard).containsExactly((byte) 7);
      assertThat(out.send()).isTrue();
      for (byte i = 0; i < 50; i++) {
        var packet = new DatagramPacket(new byte[200], 200);
        peer.receive(packet);
        assertThat(packet.getData()[0]).isEqualTo(i);
        assertThat(packet.getLength()).isEqualTo(1 + i);
        assertThat(packet.getPort()).isEqualTo(port);
      }
    }
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (var taken = new DatagramSocket(0, LOOPBACK)) {
      int port = taken.getLocalPort();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> new MediaSockets(List.of(LOOPBACK), port, new Counters()))
          .withMessageContaining(Integer.toString(port));
    }
  }

  @Test
  void moreThanOneTurnHoldsIsSentInSeveralRuns() throws IOException {
    int port = freePort();
    try (var sockets = new MediaSockets(List.of(LOOPBACK), port, new Counters());
        var peer = new DatagramSocket(0, LOOPBACK)) {
      byte[] hello = "hello".getBytes(StandardCharsets.UTF_8);
      peer.send(new DatagramPacket(hello, 5, new InetSocketAddress(LOOPBACK, port)));
      Outbox out = sockets.outbox();
      int[] kept = {-1};
      while (kept[0] < 0) {
        sockets.await(100);
        sockets.receive((path, bytes, off, len) -> kept[0] = out.keep(path));
      }
      for (int i = 0; i < 3_000; i++) {
        assertThat(out.claim(kept[0], 1_200)).isNotNegative();
        out.commit(1_200);
      }
      assertThat(out.send()).isTrue();
    }
  }

  @Test
  void aDatagramForAPathThatWasReleasedIsDropped() throws IOException {
    int port = freePort();
    try (var sockets = new MediaSockets(List.of(LOOPBACK), port, new Counters());
        var peer = new DatagramSocket(0, LOOPBACK)) {
      peer.send(new DatagramPacket(new byte[1], 1, new InetSocketAddress(LOOPBACK, port)));
      Outbox out = sockets.outbox();
      int[] kept = {-1};
      while (kept[0] < 0) {
        sockets.await(100);
        sockets.receive((path, bytes, off, len) -> kept[0] = out.keep(path));
      }
      out.release(kept[0]);
      out.claim(kept[0], 10);
      out.commit(10);

      assertThat(out.send()).isTrue();
      peer.setSoTimeout(100);
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> peer.receive(new DatagramPacket(new byte[10], 10)));
    }
  }
}
