package dev.footlights.e2e.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.random.RandomGenerator;

/** Ports that nobody used a moment ago. */
final class FreePorts {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  private FreePorts() {}

  static int tcp() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first of some neighbouring ports, below those that the kernel gives away. */
  static int udp(int count) {
    var random = RandomGenerator.getDefault();
    while (true) {
      int first = random.nextInt(LOWEST, HIGHEST);
      if (areFree(first, count)) {
        return first;
      }
    }
  }

  private static boolean areFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      try (var socket = new DatagramSocket(port)) {
        socket.setReuseAddress(false);
      } catch (SocketException e) {
        return false;
      }
    }
    return true;
  }
}
