package dev.footlights.client.peer;

/**
 * What arrived of one track so far.
 *
 * @param packets each counted once, those sent again included
 * @param bytes of payload
 * @param lost packets that were missing and given up
 * @param repaired packets that came as retransmissions
 * @param frames whole frames; for audio, packets
 * @param decodable frames that a decoder could show; for audio, packets
 * @param keyframes whole keyframes
 * @param nacks packets asked for again, each time counted
 * @param plis keyframes asked for
 * @param firstDecodableNanos when the first decodable frame was whole, or {@link #NEVER}
 * @param lastPacketNanos when the latest packet came, or {@link #NEVER}
 */
public record TrackStats(
    long packets,
    long bytes,
    long lost,
    long repaired,
    long frames,
    long decodable,
    long keyframes,
    long nacks,
    long plis,
    long firstDecodableNanos,
    long lastPacketNanos) {
  public static final long NEVER = Long.MIN_VALUE;

  public static final TrackStats NONE = new TrackStats(0, 0, 0, 0, 0, 0, 0, 0, 0, NEVER, NEVER);

  /** Counters of both; the earlier first and the later last moment. */
  public TrackStats plus(TrackStats other) {
    return new TrackStats(
        packets + other.packets,
        bytes + other.bytes,
        lost + other.lost,
        repaired + other.repaired,
        frames + other.frames,
        decodable + other.decodable,
        keyframes + other.keyframes,
        nacks + other.nacks,
        plis + other.plis,
        earlier(firstDecodableNanos, other.firstDecodableNanos),
        Math.max(lastPacketNanos, other.lastPacketNanos));
  }

  /** Counters since an earlier reading; the moments stay. */
  public TrackStats minus(TrackStats earlier) {
    return new TrackStats(
        packets - earlier.packets,
        bytes - earlier.bytes,
        lost - earlier.lost,
        repaired - earlier.repaired,
        frames - earlier.frames,
        decodable - earlier.decodable,
        keyframes - earlier.keyframes,
        nacks - earlier.nacks,
        plis - earlier.plis,
        firstDecodableNanos,
        lastPacketNanos);
  }

  private static long earlier(long a, long b) {
    return a == NEVER ? b : b == NEVER ? a : Math.min(a, b);
  }
}
