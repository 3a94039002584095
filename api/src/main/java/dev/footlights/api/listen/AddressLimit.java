package dev.footlights.api.listen;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/**
 * Ends, before they are read, the connections of an address that has its share already. Not those
 * of this machine: a proxy here brings everybody's.
 */
final class AddressLimit implements SelectorManager.AcceptListener, Connection.Listener {
  private final int max;
  private final Map<InetAddress, Integer> counts = new ConcurrentHashMap<>();
  private final Map<SelectableChannel, InetAddress> counted = new ConcurrentHashMap<>();
  private final Set<SelectableChannel> tooMany = ConcurrentHashMap.newKeySet();

  /**
   * @param max connections of one address at once
   */
  AddressLimit(int max) {
    this.max = max;
  }

  @Override
  public void onAccepting(SelectableChannel channel) {
    InetAddress address;
    try {
      address = ((InetSocketAddress) ((SocketChannel) channel).getRemoteAddress()).getAddress();
    } catch (IOException | RuntimeException e) {
      return; // It has gone already.
    }
    if (!address.isLoopbackAddress()) {
      came(channel, address);
    }
  }

  void came(SelectableChannel channel, InetAddress address) {
    InetAddress payer = Payer.of(address);
    counted.put(channel, payer);
    if (counts.merge(payer, 1, Integer::sum) > max) {
      tooMany.add(channel);
    }
  }

  boolean refuses(SelectableChannel channel) {
    return tooMany.contains(channel);
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection.getEndPoint() instanceof SocketChannelEndPoint socket
        && refuses(socket.getChannel())) {
      socket.close();
    }
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
    onClosed(channel);
  }

  @Override
  public void onClosed(SelectableChannel channel) {
    InetAddress payer = counted.remove(channel);
    tooMany.remove(channel);
    if (payer != null) {
      counts.computeIfPresent(payer, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  int addresses() {
    return counts.size();
  }
}
