package dev.footlights.rtc.stun;

import dev.footlights.rtc.Bytes;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.zip.CRC32;

/**
 * Writes one STUN message at a time: a beginning, attributes, then {@link #finish}. It never writes
 * past the room it was given. No SOFTWARE: it would only make a reply larger than what asked for
 * it. One thread.
 */
public final class StunWriter {
  /** RFC 8489 §14.8. */
  public static final int UNKNOWN_ATTRIBUTE = 420;

  /** RFC 8445 §16.2. */
  public static final int ROLE_CONFLICT = 487;

  /**
   * The largest reply: a binding error that names {@link StunMessage#MAX_UNKNOWN} attributes.
   * Header, ERROR-CODE, UNKNOWN-ATTRIBUTES, MESSAGE-INTEGRITY, FINGERPRINT.
   */
  public static final int MAX_REPLY_BYTES = 20 + 8 + (4 + 2 * StunMessage.MAX_UNKNOWN) + 24 + 8;

  private static final int REQUEST_TYPE = 0x0001;
  private static final int SUCCESS_BITS = 0x0100;
  private static final int ERROR_BITS = 0x0110;
  private static final int TAIL_BYTES = 24 + 8;

  private final CRC32 crc = new CRC32();
  private byte[] out = new byte[0];
  private int start;
  private int at;
  private int limit;
  private boolean full;

  /** Begins a binding request with a transaction id of 8 and 4 bytes. */
  public StunWriter request(
      byte[] out, int at, int room, long transactionHigh, int transactionLow) {
    return begin(out, at, room, REQUEST_TYPE, transactionHigh, transactionLow);
  }

  /** Begins the success response to a request. */
  public StunWriter success(byte[] out, int at, int room, StunMessage request) {
    return reply(out, at, room, request, SUCCESS_BITS);
  }

  /** Begins the error response to a request, with a code of 300 to 699 and no phrase. */
  public StunWriter error(byte[] out, int at, int room, StunMessage request, int code) {
    reply(out, at, room, request, ERROR_BITS);
    int value = attribute(Attribute.ERROR_CODE, 4);
    if (!full) {
      Bytes.put32(this.out, value, code / 100 << 8 | code % 100);
    }
    return this;
  }

  private StunWriter reply(byte[] out, int at, int room, StunMessage request, int bits) {
    int method = request.method();
    int type = (method & 0xF80) << 2 | (method & 0x70) << 1 | method & 0xF | bits;
    return begin(out, at, room, type, request.transactionHigh(), request.transactionLow());
  }

  private StunWriter begin(byte[] out, int at, int room, int type, long high, int low) {
    this.out = out;
    this.start = at;
    this.at = at + StunMessage.HEADER_BYTES;
    this.limit = at + room;
    this.full = room < StunMessage.HEADER_BYTES + TAIL_BYTES;
    if (!full) {
      Bytes.put16(out, at, type);
      Bytes.put32(out, at + 4, StunMessage.COOKIE);
      Bytes.put64(out, at + 8, high);
      Bytes.put32(out, at + 16, low);
    }
    return this;
  }

  /** USERNAME, at most {@link StunMessage#MAX_USERNAME_BYTES}. */
  public StunWriter username(byte[] name) {
    int value = attribute(Attribute.USERNAME, name.length);
    if (!full) {
      System.arraycopy(name, 0, out, value, name.length);
    }
    return this;
  }

  public StunWriter priority(long priority) {
    int value = attribute(Attribute.PRIORITY, 4);
    if (!full) {
      Bytes.put32(out, value, priority);
    }
    return this;
  }

  public StunWriter useCandidate() {
    attribute(Attribute.USE_CANDIDATE, 0);
    return this;
  }

  public StunWriter controlling(long tieBreaker) {
    return role(Attribute.ICE_CONTROLLING, tieBreaker);
  }

  public StunWriter controlled(long tieBreaker) {
    return role(Attribute.ICE_CONTROLLED, tieBreaker);
  }

  private StunWriter role(int attribute, long tieBreaker) {
    int value = attribute(attribute, 8);
    if (!full) {
      Bytes.put64(out, value, tieBreaker);
    }
    return this;
  }

  /**
   * XOR-MAPPED-ADDRESS (RFC 8489 §14.2).
   *
   * <pre>
   * |0 0 0 0 0 0 0 0| family: 1, 2  |  port ^ cookie's upper half   |
   * |   address ^ cookie (IPv4), ^ cookie and transaction id (IPv6) |
   * </pre>
   */
  public StunWriter mappedAddress(InetSocketAddress mapped) {
    InetAddress address = mapped.getAddress();
    boolean four = address instanceof Inet4Address;
    int value =
        attribute(
            Attribute.XOR_MAPPED_ADDRESS,
            four ? StunMessage.IPV4_VALUE_BYTES : StunMessage.IPV6_VALUE_BYTES);
    if (!full) {
      byte[] raw = address.getAddress();
      Bytes.put16(out, value, four ? StunMessage.FAMILY_IPV4 : StunMessage.FAMILY_IPV6);
      Bytes.put16(out, value + 2, mapped.getPort() ^ StunMessage.COOKIE >>> 16);
      for (int i = 0; i < raw.length; i++) {
        out[value + 4 + i] = (byte) (raw[i] ^ out[start + 4 + i]);
      }
    }
    return this;
  }

  /** UNKNOWN-ATTRIBUTES: those of the request that were not understood (RFC 8489 §14.9). */
  public StunWriter unknownAttributes(StunMessage request) {
    int count = request.unknownAttributes();
    int value = attribute(Attribute.UNKNOWN_ATTRIBUTES, 2 * count);
    for (int i = 0; i < count && !full; i++) {
      Bytes.put16(out, value + 2 * i, request.unknownAttribute(i));
    }
    return this;
  }

  /** Appends MESSAGE-INTEGRITY and FINGERPRINT. Returns the bytes written, 0 without room. */
  public int finish(StunKey key) {
    if (full) {
      return 0;
    }
    int integrity = at;
    int fingerprint = integrity + Attribute.HEADER_BYTES + StunKey.DIGEST_BYTES;
    int end = fingerprint + Attribute.HEADER_BYTES + 4;
    Bytes.put16(out, integrity, Attribute.MESSAGE_INTEGRITY);
    Bytes.put16(out, integrity + 2, StunKey.DIGEST_BYTES);
    key.sign(out, start, integrity);
    Bytes.put16(out, start + 2, end - start - StunMessage.HEADER_BYTES);
    Bytes.put16(out, fingerprint, Attribute.FINGERPRINT);
    Bytes.put16(out, fingerprint + 2, 4);
    crc.reset();
    crc.update(out, start, fingerprint - start);
    Bytes.put32(out, fingerprint + 4, crc.getValue() ^ StunMessage.FINGERPRINT_XOR);
    return end - start;
  }

  /** Where the value goes. The room for what {@link #finish} appends is never given away. */
  private int attribute(int type, int length) {
    int value = at + Attribute.HEADER_BYTES;
    int next = value + Attribute.padded(length);
    full |= next + TAIL_BYTES > limit;
    if (!full) {
      Bytes.put16(out, at, type);
      Bytes.put16(out, at + 2, length);
      for (int i = value + length; i < next; i++) {
        out[i] = 0;
      }
      at = next;
    }
    return value;
  }
}
