package dev.footlights.rtc.stun;

/** Attribute types we read or write (RFC 8489 §18.3, RFC 8445 §16.1). */
final class Attribute {
  static final int MAPPED_ADDRESS = 0x0001;
  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int ERROR_CODE = 0x0009;
  static final int UNKNOWN_ATTRIBUTES = 0x000A;
  static final int REALM = 0x0014;
  static final int NONCE = 0x0015;
  static final int MESSAGE_INTEGRITY_SHA256 = 0x001C;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int PRIORITY = 0x0024;
  static final int USE_CANDIDATE = 0x0025;
  static final int FINGERPRINT = 0x8028;
  static final int ICE_CONTROLLED = 0x8029;
  static final int ICE_CONTROLLING = 0x802A;

  /** Types from here on may be ignored by who does not know them (RFC 8489 §14). */
  static final int OPTIONAL = 0x8000;

  static final int HEADER_BYTES = 4;

  private Attribute() {}

  static int padded(int length) {
    return (length + 3) & ~3;
  }
}
