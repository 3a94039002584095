package dev.footlights.client.peer;

import dev.footlights.rtc.srtp.SrtpOutbound;
import java.net.InetSocketAddress;

/** A peer's packets on their way out, under its keys. */
final class ProtectedOut implements Outbound {
  private static final int MAX_DATAGRAM = 2048;

  private final SrtpOutbound srtp;
  private final byte[] datagram = new byte[MAX_DATAGRAM];
  private InetSocketAddress address = new InetSocketAddress(0);
  private Peer.Sink sink = (_, _, _, _) -> {};

  ProtectedOut(SrtpOutbound srtp) {
    this.srtp = srtp;
  }

  ProtectedOut to(InetSocketAddress address, Peer.Sink sink) {
    this.address = address;
    this.sink = sink;
    return this;
  }

  @Override
  public void rtp(long ssrc, long index, byte[] packet, int length) {
    int bytes = srtp.protectRtp(srtp.stream(ssrc), index, packet, 0, length, datagram, 0);
    sink.send(address, datagram, 0, bytes);
  }

  @Override
  public void rtcp(byte[] packet, int length) {
    int bytes = srtp.protectRtcp(packet, 0, length, datagram, 0);
    sink.send(address, datagram, 0, bytes);
  }
}
