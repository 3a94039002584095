package dev.footlights.rtc;

/** Network byte order by offset. The caller has checked the bounds. */
public final class Bytes {
  private Bytes() {}

  public static int uint8(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }

  public static int uint16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  public static int uint24(byte[] bytes, int at) {
    return uint8(bytes, at) << 16 | uint16(bytes, at + 1);
  }

  public static int int32(byte[] bytes, int at) {
    return uint16(bytes, at) << 16 | uint16(bytes, at + 2);
  }

  public static long uint32(byte[] bytes, int at) {
    return int32(bytes, at) & 0xFFFF_FFFFL;
  }

  public static long int64(byte[] bytes, int at) {
    return (long) int32(bytes, at) << 32 | uint32(bytes, at + 4);
  }

  public static void put8(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
  }

  public static void put16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 8);
    bytes[at + 1] = (byte) value;
  }

  public static void put24(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 16);
    put16(bytes, at + 1, value);
  }

  public static void put32(byte[] bytes, int at, long value) {
    put16(bytes, at, (int) (value >>> 16));
    put16(bytes, at + 2, (int) value);
  }

  public static void put64(byte[] bytes, int at, long value) {
    put32(bytes, at, value >>> 32);
    put32(bytes, at + 4, value);
  }
}
