package dev.footlights.client.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The Opus packets of an Ogg file with one stream (RFC 3533 §6, RFC 7845 §3).
 *
 * <pre>
 *  0      4         5       6          14       18       22    26         27
 * | OggS | version | flags | position | serial | number | CRC | segments | lengths | data |
 * </pre>
 *
 * A packet is made of segments and ends with the first one shorter than 255 bytes; it may go on in
 * the next page.
 */
final class Ogg {
  private static final int HEADER = 27;
  private static final int FULL_SEGMENT = 255;

  private Ogg() {}

  /**
   * The audio packets of a file, in order, without the two header packets.
   *
   * @throws IllegalArgumentException for a file that is cut or does not hold Opus
   */
  static List<byte[]> opusPackets(byte[] file) {
    var packets = new ArrayList<byte[]>();
    var packet = new ByteArrayOutputStream();
    int at = 0;
    while (at < file.length) {
      if (file.length - at < HEADER || !text(file, at, 4).equals("OggS")) {
        throw new IllegalArgumentException("no Ogg page at byte " + at);
      }
      int lengths = at + HEADER;
      int segments = file[at + HEADER - 1] & 0xFF;
      int data = lengths + segments;
      for (int i = 0; i < segments; i++) {
        int length = data > file.length ? 0 : file[lengths + i] & 0xFF;
        if (data + length > file.length) {
          throw new IllegalArgumentException("Ogg ends inside packet " + packets.size());
        }
        packet.write(file, data, length);
        data += length;
        if (length < FULL_SEGMENT) {
          packets.add(packet.toByteArray());
          packet.reset();
        }
      }
      at = data;
    }
    if (packets.size() < 2 || !startsWith(packets.get(0), "OpusHead")) {
      throw new IllegalArgumentException("Ogg holds no Opus");
    }
    return packets.subList(2, packets.size());
  }

  private static boolean startsWith(byte[] packet, String word) {
    return packet.length >= word.length() && text(packet, 0, word.length()).equals(word);
  }

  private static String text(byte[] bytes, int at, int length) {
    return new String(bytes, at, length, US_ASCII);
  }
}
