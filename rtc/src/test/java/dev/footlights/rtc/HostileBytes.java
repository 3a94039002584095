package dev.footlights.rtc;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Random and mutated inputs from a seed, for parsers that must not throw. */
public final class HostileBytes {
  private static final int MAX_RANDOM_BYTES = 300;
  private static final int MAX_MUTATIONS = 4;
  private static final byte[] EDGES = {0, 1, 2, 0x0F, 0x10, 0x7F, (byte) 0x80, (byte) 0xFF};

  /** Tries one input. The array ends with it, so that a read past its end throws. */
  public interface Parser {
    void parse(byte[] bytes, int offset, int length);
  }

  private final Random random;
  private final List<byte[]> valid;

  private HostileBytes(long seed, List<byte[]> valid) {
    this.random = new Random(seed);
    this.valid = valid;
  }

  /** Feeds {@code rounds} inputs to the parser: one in four random, the others mutations. */
  public static void feed(long seed, int rounds, List<byte[]> valid, Parser parser) {
    var hostile = new HostileBytes(seed, valid);
    for (int i = 0; i < rounds; i++) {
      byte[] input = i % 4 == 0 ? hostile.random() : hostile.mutated();
      try {
        parse(input, hostile.random.nextInt(5), parser);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(input), e);
      }
    }
  }

  /** Feeds one input, after {@code offset} bytes that are not part of it. */
  public static void parse(byte[] input, int offset, Parser parser) {
    byte[] bytes = new byte[offset + input.length];
    Arrays.fill(bytes, 0, offset, (byte) 0xA5);
    System.arraycopy(input, 0, bytes, offset, input.length);
    parser.parse(bytes, offset, input.length);
  }

  private byte[] random() {
    byte[] bytes = new byte[random.nextInt(MAX_RANDOM_BYTES)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] mutated() {
    byte[] bytes = valid.get(random.nextInt(valid.size())).clone();
    for (int i = random.nextInt(MAX_MUTATIONS); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = EDGES[random.nextInt(EDGES.length)];
        case 2 -> bytes[at] = (byte) random.nextInt();
        case 3 -> bytes = Arrays.copyOf(bytes, at);
        case 4 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
        default -> bytes = Arrays.copyOfRange(bytes, at, bytes.length + random.nextInt(at + 1));
      }
    }
    return bytes;
  }
}
