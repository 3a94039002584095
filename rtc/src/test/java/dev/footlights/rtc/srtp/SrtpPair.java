package dev.footlights.rtc.srtp;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;
import java.util.Random;

/** A sender and a receiver that share keys, and packets for them. */
final class SrtpPair {
  static final int HEADER = 12;

  final Random random;
  final SrtpOutbound outbound;
  final SrtpInbound inbound;
  private final SrtpKeys sending;

  SrtpPair(SrtpProfile profile, long seed) {
    this(profile, seed, 0);
  }

  SrtpPair(SrtpProfile profile, long seed, long firstRtcpIndex) {
    random = new Random(seed);
    byte[] key = bytes(profile.keyBytes());
    byte[] salt = bytes(profile.saltBytes());
    byte[] otherKey = bytes(profile.keyBytes());
    byte[] otherSalt = bytes(profile.saltBytes());
    sending = new SrtpKeys(profile, key, salt, otherKey, otherSalt);
    outbound = new SrtpOutbound(sending, firstRtcpIndex);
    inbound = new SrtpInbound(new SrtpKeys(profile, otherKey, otherSalt, key, salt));
  }

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  byte[] rtp(long ssrc, long index, int payload) {
    byte[] packet = bytes(HEADER + payload);
    packet[0] = (byte) 0x80;
    Bytes.put16(packet, 2, (int) index);
    Bytes.put32(packet, 8, ssrc);
    return packet;
  }

  byte[] rtcp(long ssrc, int payload) {
    byte[] packet = bytes(8 + payload);
    packet[0] = (byte) 0x80;
    packet[1] = (byte) 200;
    Bytes.put32(packet, 4, ssrc);
    return packet;
  }

  byte[] protect(long index, byte[] rtp) {
    byte[] out = new byte[rtp.length + outbound.rtpOverhead()];
    var stream = outbound.stream(Bytes.uint32(rtp, 8));
    int written = outbound.protectRtp(stream, index, rtp, 0, rtp.length, out, 0);
    if (written != out.length) {
      throw new AssertionError("overhead is not " + (written - rtp.length));
    }
    return out;
  }

  byte[] protectRtcp(byte[] rtcp) {
    byte[] out = new byte[rtcp.length + outbound.rtcpOverhead()];
    int written = outbound.protectRtcp(rtcp, 0, rtcp.length, out, 0);
    if (written != out.length) {
      throw new AssertionError("overhead is not " + (written - rtcp.length));
    }
    return out;
  }

  /**
   * A second sender under the same keys, which may use an index again: what an attacker replays.
   */
  SrtpOutbound twin() {
    return new SrtpOutbound(sending);
  }

  Reject receive(byte[] srtp) {
    int result = inbound.unprotectRtp(srtp.clone(), 0, srtp.length);
    return result >= 0 ? Reject.NONE : Reject.values()[-result];
  }

  Reject receiveRtcp(byte[] srtcp) {
    int result = inbound.unprotectRtcp(srtcp.clone(), 0, srtcp.length);
    return result >= 0 ? Reject.NONE : Reject.values()[-result];
  }
}
