package dev.footlights.loop.udp;

import dev.footlights.sfu.stats.Counters;
import dev.footlights.sfu.stats.Counters.Total;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;

/**
 * Datagrams of one turn, in the order in which they were finished. Belongs to the loop's thread.
 *
 * <p>What a full socket does not take stays here and leaves first at the next try; meanwhile
 * nothing more is let in than fits.
 */
public final class Outbox {
  /** Room for one turn: 256 full packets. Fuller turns are sent in several runs. */
  private static final int BYTES = 512 << 10;

  private static final int DATAGRAMS = 1024;

  private final List<DatagramChannel> channels;
  private final Paths paths;
  private final byte[] memory = new byte[BYTES];
  private final ByteBuffer view = ByteBuffer.wrap(memory);
  private final int[] path = new int[DATAGRAMS];
  private final int[] offset = new int[DATAGRAMS];
  private final int[] length = new int[DATAGRAMS];
  private int first;
  private int count;
  private int end;
  private int claimed = -1;
  private final Counters counters;

  Outbox(List<DatagramChannel> channels, Paths paths, Counters counters) {
    this.channels = channels;
    this.paths = paths;
    this.counters = counters;
  }

  /** Room for a datagram, or -1. */
  public int claim(int toPath, int maxBytes) {
    if ((count == DATAGRAMS || end + maxBytes > BYTES) && !send()) {
      return -1;
    }
    if (count == DATAGRAMS || end + maxBytes > BYTES) {
      return -1;
    }
    claimed = toPath;
    return end;
  }

  public byte[] memory() {
    return memory;
  }

  /** Finishes the claim; 0 bytes drop it. */
  public void commit(int bytes) {
    if (bytes > 0) {
      path[count] = claimed;
      offset[count] = end;
      length[count] = bytes;
      count++;
      end += bytes;
    }
  }

  public InetSocketAddress address(int of) {
    return paths.remote(of);
  }

  public int keep(int stranger) {
    return paths.keep(stranger);
  }

  /** Sends what waits for the path, then forgets it. */
  public void release(int of) {
    if (!send()) {
      // The number will mean another address soon.
      for (int i = first; i < count; i++) {
        length[i] = path[i] == of ? 0 : length[i];
      }
    }
    paths.release(of);
  }

  /** Sends what waits. False when a socket is full and something stays. */
  public boolean send() {
    while (first < count) {
      if (length[first] > 0 && paths.known(path[first]) && !sendOne(first)) {
        return false;
      }
      first++;
    }
    empty();
    return true;
  }

  /** Drops what waits, as the network would. */
  public void drop() {
    counters.add(Total.SENDS_DROPPED, count - first);
    empty();
  }

  private void empty() {
    first = 0;
    count = 0;
    end = 0;
  }

  private boolean sendOne(int at) {
    view.limit(offset[at] + length[at]).position(offset[at]);
    try {
      return channels.get(paths.socket(path[at])).send(view, paths.remote(path[at])) > 0;
    } catch (IOException e) {
      // Unreachable, or refused by a firewall: lost like any datagram; consent ends the transport.
      counters.count(Total.SENDS_FAILED);
      return true;
    }
  }
}
