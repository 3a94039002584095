package dev.footlights.sfu.sender;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;
import dev.footlights.rtc.payload.Vp8Descriptor;
import dev.footlights.rtc.rtp.RtpHeader;
import dev.footlights.sfu.track.Layer;
import dev.footlights.sfu.track.PacketCache;
import dev.footlights.sfu.track.PacketFacts;

/**
 * Writes a cached packet with a sender's numbers: the same bytes each time, so that a
 * retransmission is what was sent.
 *
 * <pre>
 * fixed header (12) | extension block (8), when the source had the one extension we forward | payload
 * </pre>
 */
final class PacketWriter {
  static final int EXTENSION_BLOCK = 8;
  private static final int LARGEST_ONE_BYTE_ID = 14;

  private final long ssrc;
  private final Vp8Descriptor descriptor = new Vp8Descriptor();
  private int pictureId;
  private int tl0;

  PacketWriter(long ssrc) {
    this.ssrc = ssrc;
  }

  /** Writes the packet with this sender's numbers, as first sent. Returns its length in bytes. */
  int write(Epochs.Epoch epoch, Layer from, long position, long number, byte[] into, int at) {
    PacketCache cache = from.cache();
    int source = cache.offset(position);
    int payload = cache.length(position) - RtpHeader.FIXED;
    int value = epoch.extensionId == 0 ? -1 : PacketFacts.extension(cache.facts(position));
    int header = value < 0 ? RtpHeader.FIXED : RtpHeader.FIXED + EXTENSION_BLOCK;
    long timestamp = Bytes.uint32(cache.bytes(), source + 4) + epoch.timestampOffset;
    Bytes.put8(into, at, value < 0 ? 0x80 : 0x90);
    Bytes.put8(into, at + 1, cache.bytes()[source + 1] & 0x80 | epoch.payloadType);
    Bytes.put16(into, at + 2, (int) number);
    Bytes.put32(into, at + 4, timestamp);
    Bytes.put32(into, at + 8, ssrc);
    if (value >= 0) {
      putExtension(into, at + RtpHeader.FIXED, epoch.extensionId, value);
    }
    System.arraycopy(cache.bytes(), source + RtpHeader.FIXED, into, at + header, payload);
    if (epoch.vp8 && descriptor.read(into, at + header, payload) == Reject.NONE) {
      continueDescriptor(epoch, into, at + header);
    }
    return header + payload;
  }

  private void continueDescriptor(Epochs.Epoch epoch, byte[] into, int at) {
    pictureId = descriptor.pictureId() + epoch.pictureIdOffset;
    tl0 = descriptor.tl0PicIdx() + epoch.tl0Offset;
    descriptor.rewritePictureId(into, at, pictureId);
    descriptor.rewriteTl0PicIdx(into, at, tl0);
  }

  /** VP8's picture id of the packet written last, not yet cut to its width. */
  int pictureId() {
    return pictureId;
  }

  /** VP8's TL0PICIDX of the packet written last, not yet cut to 8 bits. */
  int tl0() {
    return tl0;
  }

  private static void putExtension(byte[] into, int at, int id, int value) {
    boolean oneByte = id <= LARGEST_ONE_BYTE_ID;
    Bytes.put16(into, at, oneByte ? 0xBEDE : 0x1000);
    Bytes.put16(into, at + 2, 1);
    Bytes.put8(into, at + 4, oneByte ? id << 4 : id);
    Bytes.put8(into, at + 5, oneByte ? value : 1);
    Bytes.put8(into, at + 6, oneByte ? 0 : value);
    Bytes.put8(into, at + 7, 0);
  }
}
