package dev.footlights.client.peer;

/** Protects a peer's packets and sends them. Valid during {@link Media#flush}. */
public interface Outbound {

  /**
   * Sends one RTP packet from the beginning of an array.
   *
   * @param index its sequence number with the roll-over counter above it, greater than every
   *     earlier one of its SSRC
   */
  void rtp(long ssrc, long index, byte[] packet, int length);

  /** Sends one RTCP datagram from the beginning of an array. */
  void rtcp(byte[] packet, int length);
}
