package dev.footlights.client.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The frames of an IVF file. All numbers are little-endian.
 *
 * <pre>
 *  0      4         6        8      12      14       16     20      24       28
 * | DKIF | version | header | codec | width | height | rate | scale | frames | unused |
 *  0      4      12
 * | size | time | size bytes |   once a frame
 * </pre>
 */
final class Ivf {
  private static final int HEADER = 32;
  private static final int FRAME_HEADER = 12;

  private Ivf() {}

  /**
   * The frames of a file, in order.
   *
   * @param codec four characters, such as {@code VP80}
   * @throws IllegalArgumentException for another codec, or a file that is cut or none of this
   *     format
   */
  static List<byte[]> frames(byte[] file, String codec) {
    if (file.length < HEADER || !text(file, 0).equals("DKIF")) {
      throw new IllegalArgumentException("not an IVF file");
    }
    if (!text(file, 8).equals(codec)) {
      throw new IllegalArgumentException("IVF holds " + text(file, 8) + ", not " + codec);
    }
    var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    in.position(Short.toUnsignedInt(in.getShort(6)));
    var frames = new ArrayList<byte[]>();
    while (in.hasRemaining()) {
      int size = in.remaining() < FRAME_HEADER ? -1 : in.getInt();
      if (size <= 0 || in.position(in.position() + 8).remaining() < size) {
        throw new IllegalArgumentException("IVF ends inside frame " + frames.size());
      }
      byte[] frame = new byte[size];
      in.get(frame);
      frames.add(frame);
    }
    return frames;
  }

  private static String text(byte[] file, int at) {
    return new String(file, at, 4, US_ASCII);
  }
}
