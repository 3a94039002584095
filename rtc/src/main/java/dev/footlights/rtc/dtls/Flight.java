package dev.footlights.rtc.dtls;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we send: packs records into datagrams, keeps those of the current flight, and knows when to
 * send them again (RFC 6347 §4.2.4).
 *
 * <p>Every record of epoch 0 gets its number here, because one that is sent again needs a fresh one
 * or the peer's replay window drops it. Numbers of epoch 1 are part of the cipher's nonce and stay
 * the library's.
 */
final class Flight {
  static final long NEVER = Long.MAX_VALUE;

  /**
   * Until the first repetition. Shorter than RFC 6347's second: nothing tells us the round trip,
   * and some peers lose a hello that comes before they listen.
   */
  static final long FIRST_RTO_NANOS = Duration.ofMillis(100).toNanos();

  /** Repetitions double their distance up to this. */
  static final long MAX_RTO_NANOS = Duration.ofSeconds(1).toNanos();

  /** Fits every path that WebRTC is used on (RFC 8831 §5 assumes the same). */
  static final int MAX_DATAGRAM = 1200;

  private final Deque<byte[]> queue = new ArrayDeque<>();
  private final List<byte[]> remembered = new ArrayList<>();
  private long nextNumber;
  private int lastSequence = -1;
  private int lastOffset;
  private boolean heard;
  private boolean finishedSent;
  private long rto = FIRST_RTO_NANOS;
  private long deadline = NEVER;

  /** Something arrived: what the library sends next is an answer, and so a new flight. */
  void heard() {
    heard = true;
  }

  /** Takes one record from the library. */
  void send(byte[] record, long now) {
    if (Records.epoch(record, 0) != 0) {
      sendProtected(record);
      return;
    }
    boolean handshake = Records.type(record, 0) == Records.HANDSHAKE;
    if (handshake && isNew(record)) {
      if (heard) {
        remembered.clear();
        rto = FIRST_RTO_NANOS;
        heard = false;
      }
      remembered.add(record);
    } else if (Records.isClear(record, Records.CHANGE_CIPHER_SPEC) && !finishedSent) {
      remembered.add(record);
    }
    if (handshake) {
      deadline = now + rto;
    }
    queue.add(numbered(record));
  }

  private void sendProtected(byte[] record) {
    int type = Records.type(record, 0);
    if (type == Records.CHANGE_CIPHER_SPEC) {
      return; // a by-product of asking the library for another Finished
    }
    finishedSent |= type == Records.HANDSHAKE;
    queue.add(record);
  }

  private boolean isNew(byte[] record) {
    int sequence = Records.messageSequence(record, Records.HEADER);
    int offset = Records.fragmentOffset(record, Records.HEADER);
    if (sequence < lastSequence || sequence == lastSequence && offset <= lastOffset) {
      return false;
    }
    lastSequence = sequence;
    lastOffset = offset;
    return true;
  }

  /** Sends the remembered records again and waits twice as long for the next time. */
  void repeat(long now) {
    for (byte[] record : remembered) {
      queue.add(numbered(record));
    }
    rto = Math.min(2 * rto, MAX_RTO_NANOS);
    deadline = now + rto;
  }

  private byte[] numbered(byte[] record) {
    byte[] fresh = record.clone();
    Records.number(fresh, nextNumber++);
    return fresh;
  }

  /** The peer has all of it: nothing is repeated any more. */
  void arrived() {
    remembered.clear();
    deadline = NEVER;
  }

  void dropAll() {
    arrived();
    queue.clear();
  }

  /** When to repeat, or {@link #NEVER}. */
  long deadline() {
    return deadline;
  }

  boolean sentNothing() {
    return nextNumber == 0;
  }

  boolean finishedSent() {
    return finishedSent;
  }

  /** The message sequence of a Finished that follows what was sent in clear. */
  int nextSequence() {
    return lastSequence + 1;
  }

  /** The next datagram: as many records as fit, and no Finished without its ChangeCipherSpec. */
  byte @Nullable [] poll() {
    byte[] first = queue.peek();
    if (first == null) {
      return null;
    }
    byte[] datagram = new byte[Math.max(MAX_DATAGRAM, first.length)];
    int length = 0;
    while (!queue.isEmpty() && (length == 0 || length + nextUnit() <= datagram.length)) {
      byte[] record = queue.remove();
      System.arraycopy(record, 0, datagram, length, record.length);
      length += record.length;
    }
    return Arrays.copyOf(datagram, length);
  }

  /** Bytes that must stay together: some peers mishandle a Finished that overtakes the CCS. */
  private int nextUnit() {
    var records = queue.iterator();
    byte[] first = records.next();
    int bytes = first.length;
    if (Records.isClear(first, Records.CHANGE_CIPHER_SPEC) && records.hasNext()) {
      bytes += records.next().length;
    }
    return bytes;
  }
}
