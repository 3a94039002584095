package dev.footlights.rtc.dtls;

import dev.footlights.rtc.Bytes;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Shields the TLS library from what a network, or anybody on it, may send before the handshake is
 * authenticated.
 *
 * <ul>
 *   <li>ChangeCipherSpec and Finished wait until every message before them was read: the library
 *       changes its read epoch at once and would then refuse a late CertificateVerify for ever.
 *   <li>Alerts in clear are dropped: anybody could end a handshake with one.
 *   <li>Messages whose declared length is out of proportion are dropped: the library allocates it.
 *   <li>Encrypted records too short to be any are dropped: the library fails for good.
 * </ul>
 */
final class RecordFilter {
  /** Of a record; a longer one would be cut by the library's buffer. */
  static final int MAX_RECORD = 2048;

  /** A certificate chain fits; the library keeps up to 16 messages, so 256 KiB are the bound. */
  static final int MAX_MESSAGE = 16 * 1024;

  /** A ClientHello with a post-quantum key share has under 2 KiB. */
  static final int MAX_CLIENT_HELLO = 4 * 1024;

  /**
   * Explicit nonce and tag of AES-GCM (RFC 5288 §3), the only kind of cipher that we agree to. A
   * shorter record would end even a connected association, where a wrong tag is ignored.
   */
  static final int MIN_PROTECTED = 8 + 16;

  static final int NO_ALERT = -1;

  private byte @Nullable [] changeCipherSpec;
  private byte @Nullable [] finished;
  private boolean changedCipherSpec;
  private int alertInClear = NO_ALERT;

  /** Adds copies of a datagram's acceptable records to {@code in}, or keeps them for later. */
  void accept(byte[] bytes, int off, int length, boolean connected, Queue<byte[]> in) {
    int end = off + length;
    for (int at = off; end - at >= Records.HEADER; at += Records.length(bytes, at)) {
      int size = Records.length(bytes, at);
      if (size > end - at) {
        return;
      }
      if (size > Records.HEADER && size <= MAX_RECORD && Records.isDtls(bytes, at)) {
        accept(Arrays.copyOfRange(bytes, at, at + size), connected, in);
      }
    }
  }

  private void accept(byte[] record, boolean connected, Queue<byte[]> in) {
    int type = Records.type(record, 0);
    switch (Records.epoch(record, 0)) {
      case 0 -> {
        if (type == Records.HANDSHAKE) {
          if (isProportionate(record)) {
            in.add(record);
          }
        } else if (type == Records.CHANGE_CIPHER_SPEC) {
          if (!connected) {
            changeCipherSpec = record;
          }
        } else if (type == Records.ALERT && record.length == Records.HEADER + 2) {
          alertInClear = Bytes.uint8(record, Records.HEADER + 1);
        }
      }
      case 1 -> {
        if (record.length < Records.HEADER + MIN_PROTECTED) {
          return;
        }
        if (connected) {
          in.add(record);
        } else if (type == Records.HANDSHAKE) {
          finished = record;
        }
      }
      default -> {}
    }
  }

  /** The library now waits for the peer's Finished: what was kept may go in. */
  void release(Queue<byte[]> in) {
    if (finished != null && (changedCipherSpec || changeCipherSpec != null)) {
      if (changeCipherSpec != null) {
        in.add(changeCipherSpec);
        changedCipherSpec = true;
      }
      in.add(finished);
      changeCipherSpec = null;
      finished = null;
    }
  }

  /** The description of the latest alert that came in clear, or {@link #NO_ALERT}. */
  int alertInClear() {
    return alertInClear;
  }

  private static boolean isProportionate(byte[] record) {
    int at = Records.HEADER;
    while (at < record.length) {
      if (record.length - at < Records.MESSAGE_HEADER) {
        return false;
      }
      int length = Records.messageLength(record, at);
      int fragment = Records.fragmentLength(record, at);
      boolean hello = Records.messageType(record, at) == Records.CLIENT_HELLO;
      if (length > (hello ? MAX_CLIENT_HELLO : MAX_MESSAGE)
          || Records.fragmentOffset(record, at) + fragment > length
          || fragment > record.length - at - Records.MESSAGE_HEADER) {
        return false;
      }
      at += Records.MESSAGE_HEADER + fragment;
    }
    return true;
  }
}
