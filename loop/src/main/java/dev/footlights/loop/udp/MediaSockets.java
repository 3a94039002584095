package dev.footlights.loop.udp;

import dev.footlights.sfu.stats.Counters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One loop's sockets: one for each local address, all on the same port, since a wildcard socket may
 * answer from another address than the one it was asked at. Belongs to the loop's thread.
 */
public final class MediaSockets implements AutoCloseable {
  /** Bursts of a keyframe to many viewers, and of many publishers at once. */
  private static final int SOCKET_BUFFER_BYTES = 4 << 20;

  /** Longest datagram that is taken whole: more than any Ethernet frame. */
  static final int LONGEST = 2048;

  /** Datagrams taken from one socket in one turn. */
  private static final int PER_TURN = 128;

  /** Receives datagrams; the array is reused. */
  public interface Receiver {
    void datagram(int path, byte[] bytes, int offset, int length);
  }

  private final List<DatagramChannel> channels = new ArrayList<>();
  private final Selector selector;
  private final ByteBuffer slab = ByteBuffer.allocate(LONGEST);
  private final Paths paths = new Paths();
  private final Outbox outbox;

  /**
   * Binds.
   *
   * @param counters of the loop
   * @throws IOException when a port is taken, naming the address
   */
  public MediaSockets(List<InetAddress> addresses, int port, Counters counters) throws IOException {
    selector = Selector.open();
    try {
      for (InetAddress address : addresses) {
        channels.add(bind(new InetSocketAddress(address, port)));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
    outbox = new Outbox(channels, paths, counters);
  }

  private DatagramChannel bind(InetSocketAddress at) throws IOException {
    boolean four = at.getAddress().getAddress().length == 4;
    DatagramChannel channel =
        DatagramChannel.open(four ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
      channel.bind(at);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
    } catch (IOException e) {
      channel.close();
      throw new IOException(at + ": " + e.getMessage(), e);
    }
    return channel;
  }

  /** Where finished datagrams go. */
  public Outbox outbox() {
    return outbox;
  }

  /** Takes what has arrived. Returns how many datagrams there were. */
  public int receive(Receiver to) {
    int count = 0;
    for (int socket = 0; socket < channels.size(); socket++) {
      for (int i = 0; i < PER_TURN; i++) {
        InetSocketAddress from = take(channels.get(socket));
        if (from == null) {
          break;
        }
        count++;
        to.datagram(paths.of(socket, from), slab.array(), 0, slab.position());
      }
    }
    return count;
  }

  private @Nullable InetSocketAddress take(DatagramChannel channel) {
    slab.clear();
    try {
      return (InetSocketAddress) channel.receive(slab);
    } catch (IOException e) {
      // An ICMP error of an earlier send surfaces here; the peer's silence ends its transport.
      return null;
    }
  }

  /** Waits until a datagram arrives, somebody wakes this loop, or the time has passed. */
  public void await(long millis) throws IOException {
    if (millis <= 0) {
      selector.selectNow(key -> {});
    } else {
      selector.select(key -> {}, millis);
    }
  }

  /** Ends a wait. Any thread may call it. */
  public void wake() {
    selector.wakeup();
  }

  /** Forgets strangers' addresses. */
  public void endTurn() {
    paths.endTurn();
  }

  @Override
  public void close() throws IOException {
    selector.close();
    for (DatagramChannel channel : channels) {
      channel.close();
    }
  }
}
