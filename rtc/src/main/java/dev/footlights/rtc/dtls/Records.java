package dev.footlights.rtc.dtls;

import dev.footlights.rtc.Bytes;

/**
 * DTLS records by offset (RFC 6347 §4.1), and the handshake messages in those of epoch 0 (§4.2.2).
 *
 * <pre>
 * | type (1) | version (2) | epoch (2) | number (6) | length (2) |
 *   in epoch 0 then, once or more:
 *   | type (1) | length (3) | sequence (2) | fragment offset (3) | fragment length (3) | fragment |
 * </pre>
 */
final class Records {
  static final int HEADER = 13;
  static final int MESSAGE_HEADER = 12;

  static final int CHANGE_CIPHER_SPEC = 20;
  static final int ALERT = 21;
  static final int HANDSHAKE = 22;
  static final int APPLICATION_DATA = 23;

  static final int CLIENT_HELLO = 1;
  static final int FINISHED = 20;

  private static final int EPOCH_AT = 3;
  private static final int NUMBER_AT = 5;
  private static final int LENGTH_AT = 11;

  private Records() {}

  static int type(byte[] bytes, int at) {
    return Bytes.uint8(bytes, at);
  }

  static boolean isDtls(byte[] bytes, int at) {
    return Bytes.uint8(bytes, at + 1) == 0xFE;
  }

  static int epoch(byte[] bytes, int at) {
    return Bytes.uint16(bytes, at + EPOCH_AT);
  }

  /** Bytes of the record, header included. */
  static int length(byte[] bytes, int at) {
    return HEADER + Bytes.uint16(bytes, at + LENGTH_AT);
  }

  static void number(byte[] record, long number) {
    Bytes.put16(record, NUMBER_AT, (int) (number >>> 32));
    Bytes.put32(record, NUMBER_AT + 2, number);
  }

  static boolean isClear(byte[] record, int type) {
    return type(record, 0) == type && epoch(record, 0) == 0;
  }

  static int messageType(byte[] bytes, int at) {
    return Bytes.uint8(bytes, at);
  }

  static int messageLength(byte[] bytes, int at) {
    return Bytes.uint24(bytes, at + 1);
  }

  static int messageSequence(byte[] bytes, int at) {
    return Bytes.uint16(bytes, at + 4);
  }

  static int fragmentOffset(byte[] bytes, int at) {
    return Bytes.uint24(bytes, at + 6);
  }

  static int fragmentLength(byte[] bytes, int at) {
    return Bytes.uint24(bytes, at + 9);
  }

  /** The body of one unfragmented message behind its header. */
  static byte[] message(int type, int sequence, byte[] body) {
    byte[] message = new byte[MESSAGE_HEADER + body.length];
    Bytes.put8(message, 0, type);
    Bytes.put24(message, 1, body.length);
    Bytes.put16(message, 4, sequence);
    Bytes.put24(message, 9, body.length);
    System.arraycopy(body, 0, message, MESSAGE_HEADER, body.length);
    return message;
  }
}
