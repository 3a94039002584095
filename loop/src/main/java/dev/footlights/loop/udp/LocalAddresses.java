package dev.footlights.loop.udp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** This machine's addresses in the order in which an answer names them. */
public final class LocalAddresses {
  private LocalAddresses() {}

  /**
   * Each non-loopback IPv4 address, then each global IPv6 address, then 127.0.0.1: Firefox ignores
   * loopback candidates, and FFmpeg reads only the first line.
   */
  public static List<InetAddress> usable() throws IOException {
    List<InetAddress> four = new ArrayList<>();
    List<InetAddress> six = new ArrayList<>();
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (each.isUp() && !each.isLoopback()) {
        for (InetAddress address : Collections.list(each.getInetAddresses())) {
          if (address instanceof Inet4Address && !address.isLinkLocalAddress()) {
            four.add(address);
          } else if (address instanceof Inet6Address && !address.isLinkLocalAddress()) {
            six.add(address);
          }
        }
      }
    }
    List<InetAddress> all = new ArrayList<>(four);
    all.addAll(six);
    all.add(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    return all;
  }
}
