package dev.footlights.sim.peer;

import dev.footlights.client.peer.Media;
import dev.footlights.client.peer.Peer;
import dev.footlights.sim.net.Network;
import java.net.InetSocketAddress;

/** One client's transport in the simulated network, at an address of its own. */
public final class SimPeer {
  private final Peer peer;
  private final InetSocketAddress address;
  private final Network network;
  private boolean vanished;
  private InetSocketAddress server = InetSocketAddress.createUnresolved("nobody", 0);

  public SimPeer(Peer peer, InetSocketAddress address, Network network) {
    this.peer = peer;
    this.address = address;
    this.network = network;
  }

  public Peer peer() {
    return peer;
  }

  public InetSocketAddress address() {
    return address;
  }

  /** The cable is pulled: nothing leaves and nothing is heard any more. */
  public void vanish() {
    vanished = true;
  }

  public void receive(long now, InetSocketAddress from, byte[] bytes) {
    if (!vanished) {
      peer.receive(now, from, bytes, 0, bytes.length);
    }
  }

  public void flush(long now) {
    if (!vanished) {
      peer.flush(now, (to, bytes, off, length) -> send(now, to, bytes, off, length));
    }
  }

  private void send(long now, InetSocketAddress to, byte[] bytes, int off, int length) {
    server = to;
    network.send(now, address, to, bytes, off, length);
  }

  /** Where it sent last. */
  public InetSocketAddress server() {
    return server;
  }

  public long deadline() {
    return vanished ? Media.NEVER : peer.deadline();
  }
}
