package dev.footlights.rtc.stun;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One STUN message, RFC 8489 §5.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |0 0|  method and class         |  length without this header   |
 * |                   magic cookie 0x2112A442                     |
 * |                                                               |
 * |                  transaction id (96 bits)                     |
 * |                                                               |
 * |         attribute type        |        attribute length       | 0..n
 * |           value, padded to a multiple of 4 bytes ...          |
 * </pre>
 *
 * A reusable view: reading again allocates nothing, and what was read lives only while the caller's
 * array does. Of an attribute that appears twice the first counts; what follows MESSAGE-INTEGRITY
 * is not authenticated and not seen, but for FINGERPRINT. One thread.
 */
public final class StunMessage {
  /** The one method of ICE (RFC 8489 §18.2). */
  public static final int BINDING = 1;

  /** Two user name fragments of 256 characters and a colon (RFC 8839 §5.4). */
  public static final int MAX_USERNAME_BYTES = 513;

  /** How many unknown attributes an error response names. */
  static final int MAX_UNKNOWN = 8;

  static final int HEADER_BYTES = 20;
  static final int COOKIE = 0x2112A442;
  static final int FINGERPRINT_XOR = 0x5354554E;
  static final int FAMILY_IPV4 = 1;
  static final int FAMILY_IPV6 = 2;
  static final int IPV4_VALUE_BYTES = 8;
  static final int IPV6_VALUE_BYTES = 20;

  private static final int ABSENT = -1;
  private static final int REQUEST = 0;
  private static final int INDICATION = 1;
  private static final int SUCCESS = 2;
  private static final int ERROR = 3;

  private final CRC32 crc = new CRC32();
  private final int[] unknown = new int[MAX_UNKNOWN];

  private byte[] bytes = new byte[0];
  private int start;
  private int type;
  private int unknownCount;
  private int usernameAt;
  private int integrityAt;
  private int mappedAt;
  private int xorMappedAt;
  private int priorityAt;
  private int roleAt;
  private int errorAt;
  private boolean controlling;
  private boolean useCandidate;
  private boolean fingerprinted;

  /** Whether a datagram looks like STUN: two zero bits, and the magic cookie (RFC 8489 §5). */
  public static boolean matches(byte[] b, int off, int len) {
    return len >= HEADER_BYTES && (b[off] & 0xC0) == 0 && Bytes.int32(b, off + 4) == COOKIE;
  }

  /**
   * Reads the datagram of {@code len} bytes, which must be one whole message.
   *
   * @return {@link Reject#NONE}, {@link Reject#STUN_MALFORMED} or {@link Reject#STUN_FINGERPRINT};
   *     when refused, the accessors mean nothing
   */
  public Reject read(byte[] b, int off, int len) {
    if (!matches(b, off, len) || HEADER_BYTES + Bytes.uint16(b, off + 2) != len || len % 4 != 0) {
      return Reject.STUN_MALFORMED;
    }
    bytes = b;
    start = off;
    type = Bytes.uint16(b, off);
    unknownCount = 0;
    usernameAt = ABSENT;
    integrityAt = ABSENT;
    mappedAt = ABSENT;
    xorMappedAt = ABSENT;
    priorityAt = ABSENT;
    roleAt = ABSENT;
    errorAt = ABSENT;
    controlling = false;
    useCandidate = false;
    fingerprinted = false;
    int end = off + len;
    for (int at = off + HEADER_BYTES; at < end; ) {
      int attribute = Bytes.uint16(b, at);
      int length = Bytes.uint16(b, at + 2);
      int next = at + Attribute.HEADER_BYTES + Attribute.padded(length);
      if (next > end) {
        return Reject.STUN_MALFORMED;
      }
      if (attribute == Attribute.FINGERPRINT) {
        return fingerprint(at, length, next == end);
      }
      if (integrityAt == ABSENT && !attribute(attribute, at, length)) {
        return Reject.STUN_MALFORMED;
      }
      at = next;
    }
    return Reject.NONE;
  }

  /** It must be the last attribute (RFC 8489 §14.7). */
  private Reject fingerprint(int at, int length, boolean last) {
    if (length != 4 || !last) {
      return Reject.STUN_MALFORMED;
    }
    crc.reset();
    crc.update(bytes, start, at - start);
    fingerprinted = true;
    return Bytes.int32(bytes, at + 4) == ((int) crc.getValue() ^ FINGERPRINT_XOR)
        ? Reject.NONE
        : Reject.STUN_FINGERPRINT;
  }

  private boolean attribute(int attribute, int at, int length) {
    switch (attribute) {
      case Attribute.USERNAME -> {
        usernameAt = usernameAt == ABSENT ? at : usernameAt;
        return length <= MAX_USERNAME_BYTES;
      }
      case Attribute.MESSAGE_INTEGRITY -> {
        integrityAt = at;
        return length == StunKey.DIGEST_BYTES;
      }
      case Attribute.PRIORITY -> {
        priorityAt = priorityAt == ABSENT ? at : priorityAt;
        return length == 4;
      }
      case Attribute.ICE_CONTROLLING, Attribute.ICE_CONTROLLED -> {
        if (roleAt == ABSENT) {
          roleAt = at;
          controlling = attribute == Attribute.ICE_CONTROLLING;
        }
        return length == 8;
      }
      case Attribute.USE_CANDIDATE -> {
        useCandidate = true;
        return length == 0;
      }
      case Attribute.MAPPED_ADDRESS -> {
        mappedAt = mappedAt == ABSENT ? at : mappedAt;
        return isAddress(at, length);
      }
      case Attribute.XOR_MAPPED_ADDRESS -> {
        xorMappedAt = xorMappedAt == ABSENT ? at : xorMappedAt;
        return isAddress(at, length);
      }
      case Attribute.ERROR_CODE -> {
        errorAt = errorAt == ABSENT ? at : errorAt;
        return length >= 4;
      }
      case Attribute.UNKNOWN_ATTRIBUTES,
          Attribute.REALM,
          Attribute.NONCE,
          Attribute.MESSAGE_INTEGRITY_SHA256 -> {
        return true;
      }
      default -> {
        if (attribute < Attribute.OPTIONAL && unknownCount < MAX_UNKNOWN) {
          unknown[unknownCount++] = attribute;
        }
        return true;
      }
    }
  }

  private boolean isAddress(int at, int length) {
    return switch (length) {
      case IPV4_VALUE_BYTES -> bytes[at + 5] == FAMILY_IPV4;
      case IPV6_VALUE_BYTES -> bytes[at + 5] == FAMILY_IPV6;
      default -> false;
    };
  }

  public boolean isRequest() {
    return messageClass() == REQUEST;
  }

  public boolean isIndication() {
    return messageClass() == INDICATION;
  }

  public boolean isSuccess() {
    return messageClass() == SUCCESS;
  }

  public boolean isError() {
    return messageClass() == ERROR;
  }

  private int messageClass() {
    return type >> 7 & 2 | type >> 4 & 1;
  }

  /** 12 bits; {@link #BINDING} in ICE. */
  public int method() {
    return type >> 2 & 0xF80 | type >> 1 & 0x70 | type & 0xF;
  }

  /** First 8 bytes of the transaction id. */
  public long transactionHigh() {
    return Bytes.int64(bytes, start + 8);
  }

  /** Last 4 bytes of the transaction id. */
  public int transactionLow() {
    return Bytes.int32(bytes, start + 16);
  }

  /** Copies the 12 bytes of the transaction id. */
  public void transactionId(byte[] into, int at) {
    System.arraycopy(bytes, start + 8, into, at, 12);
  }

  /** The whole user name; null when absent. */
  public @Nullable String username() {
    return usernameAt == ABSENT ? null : username(Bytes.uint16(bytes, usernameAt + 2));
  }

  /**
   * The user name up to its first colon: the fragment of the one who is asked (RFC 8445 §7.2.2).
   * Null without user name or colon.
   */
  public @Nullable String ufrag() {
    if (usernameAt != ABSENT) {
      int length = Bytes.uint16(bytes, usernameAt + 2);
      for (int i = 0; i < length; i++) {
        if (bytes[usernameAt + Attribute.HEADER_BYTES + i] == ':') {
          return username(i);
        }
      }
    }
    return null;
  }

  private String username(int length) {
    return new String(bytes, usernameAt + Attribute.HEADER_BYTES, length, StandardCharsets.UTF_8);
  }

  /** Whether MESSAGE-INTEGRITY is there and right. */
  public boolean verify(StunKey key) {
    return integrityAt != ABSENT && key.matches(bytes, start, integrityAt);
  }

  /** Whether a FINGERPRINT was there; a wrong one is refused by {@link #read}. */
  public boolean fingerprinted() {
    return fingerprinted;
  }

  /** Whether the sender nominates this pair (RFC 8445 §7.1.2). */
  public boolean useCandidate() {
    return useCandidate;
  }

  public boolean controlling() {
    return roleAt != ABSENT && controlling;
  }

  public boolean controlled() {
    return roleAt != ABSENT && !controlling;
  }

  /** Of the candidate that the check may reveal, 32 bits; 0 when absent. */
  public long priority() {
    return priorityAt == ABSENT ? 0 : Bytes.uint32(bytes, priorityAt + 4);
  }

  /** 64 bits of the ICE role's attribute; 0 when absent. */
  public long tieBreaker() {
    return roleAt == ABSENT ? 0 : Bytes.int64(bytes, roleAt + 4);
  }

  /** 300 to 699; 0 when absent. */
  public int errorCode() {
    return errorAt == ABSENT ? 0 : (bytes[errorAt + 6] & 7) * 100 + Bytes.uint8(bytes, errorAt + 7);
  }

  /** How many comprehension-required attributes we do not know, at most 8 (RFC 8489 §6.3.1). */
  public int unknownAttributes() {
    return unknownCount;
  }

  int unknownAttribute(int index) {
    return unknown[index];
  }

  /** XOR-MAPPED-ADDRESS, else MAPPED-ADDRESS, else null. Allocates. */
  public @Nullable InetSocketAddress mappedAddress() {
    boolean xor = xorMappedAt != ABSENT;
    int at = xor ? xorMappedAt : mappedAt;
    if (at == ABSENT) {
      return null;
    }
    byte[] address = new byte[Bytes.uint16(bytes, at + 2) - 4];
    int port = Bytes.uint16(bytes, at + 6);
    System.arraycopy(bytes, at + 8, address, 0, address.length);
    if (xor) {
      port ^= COOKIE >>> 16;
      // Cookie and transaction id, which follow each other in the header, are the key.
      for (int i = 0; i < address.length; i++) {
        address[i] ^= bytes[start + 4 + i];
      }
    }
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes, as read() saw to", e);
    }
  }
}
