package dev.footlights.client.net;

import dev.footlights.client.peer.Media;
import dev.footlights.client.peer.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** One peer and its socket. On the media thread. */
final class Endpoint {
  /**
   * A keyframe of several viewers may arrive at once; the kernel's usual 208 KiB holds about 90.
   */
  private static final int RECEIVE_BUFFER = 1 << 20;

  private static final int MAX_DATAGRAM = 2048;

  /** Datagrams of one turn, so that no peer keeps the others waiting. */
  private static final int BURST = 128;

  private final Peer peer;
  private final DatagramChannel channel;
  private final byte[] bytes = new byte[MAX_DATAGRAM];
  private final ByteBuffer in = ByteBuffer.wrap(bytes);

  private Endpoint(Peer peer, DatagramChannel channel) {
    this.peer = peer;
    this.channel = channel;
  }

  static Endpoint open(Peer peer, Selector selector) {
    try {
      var channel = DatagramChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      channel.bind(new InetSocketAddress(0));
      var endpoint = new Endpoint(peer, channel);
      channel.register(selector, SelectionKey.OP_READ, endpoint);
      return endpoint;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An ICMP error shows up as an exception of a later call: what it was about is lost anyway. */
  void read() {
    try {
      for (int i = 0; i < BURST; i++) {
        in.clear();
        if (!(channel.receive(in) instanceof InetSocketAddress from)) {
          return;
        }
        peer.receive(System.nanoTime(), from, bytes, 0, in.position());
      }
    } catch (IOException e) {
      in.clear();
    }
  }

  /** Sends what is due. */
  void turn() {
    long due = peer.deadline();
    long now = System.nanoTime();
    if (due == Long.MIN_VALUE || due != Media.NEVER && due - now <= 0) {
      peer.flush(now, this::send);
    }
  }

  long deadline() {
    return peer.deadline();
  }

  Peer peer() {
    return peer;
  }

  /** Tells the server that the peer goes. */
  void leave() {
    peer.close();
    peer.flush(System.nanoTime(), this::send);
  }

  private void send(InetSocketAddress to, byte[] bytes, int off, int length) {
    try {
      channel.send(ByteBuffer.wrap(bytes, off, length), to);
    } catch (IOException e) {
      // Unreachable for now, or a full buffer: to the peer it is a lost datagram.
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
