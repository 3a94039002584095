package dev.footlights.rtc.rtcp;

import dev.footlights.rtc.Bytes;

/**
 * The name that joins the streams of one clock, RFC 3550 §6.5: one chunk with its CNAME.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P|  SC=1   |    PT=202     |            length             |
 * |                             SSRC                              |
 * |    CNAME=1    |    length     |  name, then 1 to 4 zeros ...  |
 * </pre>
 */
public final class Sdes {
  static final int CNAME = 1;
  private static final int FIXED = 8;
  private static final int ITEM_HEADER = 2;

  private Sdes() {}

  /** Bytes that {@link #write} writes for a name of that many bytes, at most 255. */
  public static int length(int cnameBytes) {
    return FIXED + (ITEM_HEADER + cnameBytes + 4 & ~3);
  }

  /** Writes the packet; returns its length. */
  public static int write(byte[] out, int at, long ssrc, byte[] cname) {
    int length = length(cname.length);
    RtcpHeader.write(out, at, 1, RtcpHeader.SDES, length);
    Bytes.put32(out, at + 4, ssrc);
    Bytes.put8(out, at + FIXED, CNAME);
    Bytes.put8(out, at + FIXED + 1, cname.length);
    int name = at + FIXED + ITEM_HEADER;
    System.arraycopy(cname, 0, out, name, cname.length);
    for (int i = name + cname.length; i < at + length; i++) {
      out[i] = 0;
    }
    return length;
  }
}
