package dev.footlights.sfu.track;

import java.util.Arrays;

/**
 * The latest packets of one layer, in the order of their arrival, as plaintext RTP.
 *
 * <p>A position counts arrivals and never wraps; an index is the RTP sequence number with its
 * roll-overs (48 bits). Bytes lie in one ring, so that a packet is copied once and read by every
 * sender. Belongs to the shard.
 */
public final class PacketCache {
  /** Slots and bytes of a video layer: about 1 s at 8 Mbps and 1,200-byte packets. */
  static final int VIDEO_PACKETS = 1024;

  static final int VIDEO_BYTES = 2 << 20;
  static final int AUDIO_PACKETS = 256;
  static final int AUDIO_BYTES = 128 << 10;

  /** No such packet. */
  public static final long NONE = -1;

  private final int mask;
  private final int limit;
  private final long[] index;
  private final int[] offset;
  private final int[] length;
  private final int[] facts;
  private final long[] arrival;
  private final long[] positionOfIndex;
  private byte[] bytes;
  private int write;
  private long oldest;
  private long next;

  /**
   * @param packets a power of two
   * @param limit bytes at most
   */
  public PacketCache(int packets, int limit) {
    this.mask = packets - 1;
    this.limit = limit;
    this.index = new long[packets];
    this.offset = new int[packets];
    this.length = new int[packets];
    this.facts = new int[packets];
    this.arrival = new long[packets];
    this.positionOfIndex = new long[packets];
    this.bytes = new byte[Math.min(limit, 64 << 10)];
    Arrays.fill(positionOfIndex, NONE);
  }

  /** Copies a packet in, dropping the oldest as needed. Returns its position. */
  public long add(long now, long packetIndex, int packetFacts, byte[] from, int off, int len) {
    if (next - oldest > mask) {
      oldest++;
    }
    int at = room(len);
    System.arraycopy(from, off, bytes, at, len);
    int slot = (int) next & mask;
    index[slot] = packetIndex;
    offset[slot] = at;
    length[slot] = len;
    facts[slot] = packetFacts;
    arrival[slot] = now;
    positionOfIndex[(int) packetIndex & mask] = next;
    write = at + len;
    return next++;
  }

  private int room(int len) {
    int at = write;
    if (at + len > bytes.length) {
      if (bytes.length < limit) {
        grow();
        return room(len);
      }
      evictFrom(at, bytes.length);
      at = 0;
    }
    evictFrom(at, at + len);
    return at;
  }

  private void grow() {
    // The ring has not wrapped before it reached its limit, so offsets stay as they are.
    bytes = Arrays.copyOf(bytes, Math.min(limit, bytes.length * 2));
  }

  private void evictFrom(int from, int to) {
    while (oldest < next) {
      int slot = (int) oldest & mask;
      if (offset[slot] >= to || offset[slot] + length[slot] <= from) {
        return;
      }
      oldest++;
    }
  }

  /** Whether the packet of that index is here. */
  public boolean has(long packetIndex) {
    return positionOf(packetIndex) != NONE;
  }

  /** Where the packet of that index lies, or {@link #NONE}. */
  public long positionOf(long packetIndex) {
    long position = positionOfIndex[(int) packetIndex & mask];
    return position >= oldest && index[(int) position & mask] == packetIndex ? position : NONE;
  }

  /** First position still held. */
  public long oldest() {
    return oldest;
  }

  /** Position of the packet to arrive next. */
  public long next() {
    return next;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int offset(long position) {
    return offset[(int) position & mask];
  }

  public int length(long position) {
    return length[(int) position & mask];
  }

  public long index(long position) {
    return index[(int) position & mask];
  }

  /** What was read of the packet when it came; see {@link PacketFacts}. */
  public int facts(long position) {
    return facts[(int) position & mask];
  }

  /** When it came, in the shard's nanoseconds. */
  public long arrival(long position) {
    return arrival[(int) position & mask];
  }
}
