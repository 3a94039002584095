package dev.footlights.rtc.rtcp;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.Reject;

/**
 * Which packets of one SSRC a receiver misses: generic NACK, RFC 4585 §6.2.1.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P| FMT=1   |    PT=205     |            length             |
 * |                    SSRC of packet sender                      |
 * |                     SSRC of media source                      |
 * |     PID: first lost number    | BLP: bit i = PID + i + 1 lost | 1..n
 * </pre>
 *
 * A view over the packet's bytes: it allocates nothing and lives only while the caller's array
 * does.
 */
public final class GenericNack {
  public static final int FORMAT = 1;

  static final int FIXED = 12;
  static final int ENTRY = 4;

  /** An entry's first number and the 16 that BLP covers. */
  private static final int ENTRY_SPAN = 17;

  /** Receives the missing sequence numbers, oldest first. */
  public interface Missing {
    void accept(int sequenceNumber);
  }

  private GenericNack() {}

  /**
   * Reads one feedback packet whose common header was already checked.
   *
   * @param length bytes of this packet within the compound, header included
   * @return {@link Reject#NONE} when it was read, else why it was refused; nothing has been
   *     reported then
   */
  public static Reject read(byte[] packet, int offset, int length, Missing missing) {
    int entries = (length - FIXED) / ENTRY;
    if (length < FIXED + ENTRY || length != FIXED + entries * ENTRY) {
      return Reject.NACK_LENGTH;
    }
    for (int at = offset + FIXED; entries > 0; entries--, at += ENTRY) {
      int first = Bytes.uint16(packet, at);
      int following = Bytes.uint16(packet, at + 2);
      missing.accept(first);
      for (int i = 1; following != 0; i++, following >>>= 1) {
        if ((following & 1) != 0) {
          missing.accept((first + i) & 0xFFFF);
        }
      }
    }
    return Reject.NONE;
  }

  public static long mediaSsrc(byte[] packet, int offset) {
    return Bytes.uint32(packet, offset + 8);
  }

  /**
   * Writes one feedback packet, with as few entries as the order of the numbers allows.
   *
   * @param room bytes free in {@code out} from {@code at} on; 12 + 4 a number always suffice
   * @param missing sequence numbers, oldest first, each once
   * @param count how many of them, at least 1
   * @return the packet's length, or 0 without room
   */
  public static int write(
      byte[] out, int at, int room, long senderSsrc, long mediaSsrc, int[] missing, int count) {
    int next = at + FIXED;
    for (int i = 0; i < count; next += ENTRY) {
      if (next + ENTRY > at + room) {
        return 0;
      }
      int first = missing[i++] & 0xFFFF;
      int following = 0;
      for (; i < count; i++) {
        int distance = (missing[i] - first) & 0xFFFF;
        if (distance == 0 || distance >= ENTRY_SPAN) {
          break;
        }
        following |= 1 << distance - 1;
      }
      Bytes.put16(out, next, first);
      Bytes.put16(out, next + 2, following);
    }
    RtcpHeader.write(out, at, FORMAT, RtcpHeader.TRANSPORT_FEEDBACK, next - at);
    Bytes.put32(out, at + 4, senderSsrc);
    Bytes.put32(out, at + 8, mediaSsrc);
    return next - at;
  }
}
