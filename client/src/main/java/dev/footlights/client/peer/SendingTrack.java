package dev.footlights.client.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.rtcp.Sdes;
import dev.footlights.rtc.rtcp.SenderReport;
import dev.footlights.rtc.rtp.RtpExtensionWriter;
import dev.footlights.rtc.rtp.RtpHeader;
import dev.footlights.rtc.sdp.Codec;
import dev.footlights.rtc.sdp.Extension;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.rtc.sdp.SenderIds;
import java.util.random.RandomGenerator;

/**
 * One track that is sent: its numbers, its counters, and what it can send again on its RTX SSRC
 * (RFC 4588).
 */
final class SendingTrack {
  /** The largest packet before protection, in bytes: what browsers use. */
  static final int MAX_PACKET = 1200;

  /** Room for a header with all its extensions. */
  static final int MAX_HEADER = 32;

  static final int MAX_PAYLOAD = MAX_PACKET - MAX_HEADER;

  /** Packets that can be sent again: about ten seconds of a test card. */
  private static final int HISTORY = 512;

  private static final int ORIGINAL_NUMBER = 2;

  private final SenderIds ids;
  private final long rtxSsrc;
  private final int payloadType;
  private final int rtxPayloadType;
  private final byte[] mid;
  private final int midId;
  private final int transportSequenceId;
  private final RtpExtensionWriter extensions = new RtpExtensionWriter();
  private final byte[] packet = new byte[MAX_PACKET + MAX_HEADER];

  private final byte[][] payloads = new byte[HISTORY][];
  private final int[] lengths = new int[HISTORY];
  private final long[] timestamps = new long[HISTORY];
  private final boolean[] markers = new boolean[HISTORY];
  private final long[] indexes = new long[HISTORY];

  private long index;
  private long rtxIndex;
  private long packets;
  private long octets;
  private long repeated;

  SendingTrack(SenderIds ids, Section section, RandomGenerator random) {
    Codec codec = section.codecs().getFirst();
    SenderIds agreed = section.sender();
    this.ids = ids;
    this.payloadType = codec.payloadType();
    this.rtxPayloadType = codec.rtxPayloadType();
    this.rtxSsrc = agreed == null || rtxPayloadType < 0 ? -1 : agreed.rtxSsrc();
    this.mid = section.mid().getBytes(US_ASCII);
    this.midId = mid.length == 0 ? 0 : section.extensions().getOrDefault(Extension.MID, 0);
    this.transportSequenceId = section.extensions().getOrDefault(Extension.TRANSPORT_SEQUENCE, 0);
    // In the lower half, so that a packet lost at the beginning is no roll-over (RFC 3711 §3.3.1).
    this.index = random.nextInt(1 << 15);
    this.rtxIndex = random.nextInt(1 << 15);
    for (int i = 0; i < HISTORY; i++) {
      indexes[i] = -1;
    }
  }

  /** The array into which the next packet's payload goes, from 0, at most {@link #MAX_PAYLOAD}. */
  byte[] payload() {
    int slot = (int) (index % HISTORY);
    byte[] known = payloads[slot];
    if (known == null) {
      known = new byte[MAX_PAYLOAD];
      payloads[slot] = known;
    }
    return known;
  }

  /** Sends what was written into {@link #payload}. */
  void send(int length, long timestamp, boolean marker, int transportSequence, Outbound out) {
    byte[] payload = payload();
    int slot = (int) (index % HISTORY);
    lengths[slot] = length;
    timestamps[slot] = timestamp;
    markers[slot] = marker;
    indexes[slot] = index;
    int at = header(marker, payloadType, index, timestamp, ids.ssrc(), transportSequence);
    System.arraycopy(payload, 0, packet, at, length);
    out.rtp(ids.ssrc(), index, packet, at + length);
    index++;
    packets++;
    octets += length;
  }

  /** Whether a lost packet can still be sent again. */
  boolean remembers(int sequenceNumber) {
    return rtxSsrc >= 0 && indexes[slot(sequenceNumber)] == unwrap(sequenceNumber);
  }

  /** Sends a remembered packet again, on the RTX SSRC. */
  void repeat(int sequenceNumber, int transportSequence, Outbound out) {
    int slot = slot(sequenceNumber);
    byte[] payload = payloads[slot];
    int at =
        header(
            markers[slot], rtxPayloadType, rtxIndex, timestamps[slot], rtxSsrc, transportSequence);
    Bytes.put16(packet, at, sequenceNumber);
    System.arraycopy(payload, 0, packet, at + ORIGINAL_NUMBER, lengths[slot]);
    out.rtp(rtxSsrc, rtxIndex, packet, at + ORIGINAL_NUMBER + lengths[slot]);
    rtxIndex++;
    repeated++;
  }

  private int header(
      boolean marker, int type, long index, long timestamp, long ssrc, int transportSequence) {
    int at = RtpHeader.write(packet, 0, marker, type, (int) index, timestamp, ssrc);
    extensions.clear();
    if (midId > 0) {
      extensions.add(midId, mid, 0, mid.length);
    }
    if (transportSequenceId > 0) {
      extensions.add(transportSequenceId, transportSequence, 2);
    }
    int block = extensions.write(packet, at);
    RtpHeader.extension(packet, 0, block > 0);
    return at + block;
  }

  private int slot(int sequenceNumber) {
    return (int) (unwrap(sequenceNumber) % HISTORY);
  }

  /** The last index with these lower 16 bits. */
  private long unwrap(int sequenceNumber) {
    return index - 1 - ((index - 1 - sequenceNumber) & 0xFFFF) & Long.MAX_VALUE;
  }

  /** Writes a sender report and the CNAME; returns their length. */
  int report(byte[] out, int at, long ntpTime, long rtpTimestamp) {
    int length = SenderReport.write(out, at, ids.ssrc(), ntpTime, rtpTimestamp, packets, octets);
    return length + Sdes.write(out, at + length, ids.ssrc(), ids.cname().getBytes(US_ASCII));
  }

  long ssrc() {
    return ids.ssrc();
  }

  /** Packets sent, without those sent again. */
  long packets() {
    return packets;
  }

  /** Packets sent again. */
  long repeated() {
    return repeated;
  }
}
