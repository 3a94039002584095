package dev.footlights.rtc.feedback;

/**
 * What the transport-wide feedback message is made of, draft-holmer-rmcat-transport-wide-cc-
 * extensions-01 §3.1.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |V=2|P| FMT=15  |    PT=205     |            length             |
 * |                    SSRC of packet sender                      |
 * |                     SSRC of media source                      |
 * |     base sequence number      |     packet status count       |
 * |            reference time, 64 ms              | message count |
 * |            chunk              |            chunk              | 1..n
 * | delta 0.25 ms |  8 bits, or 16 signed       |  zero padding   |
 *
 * run:          |0| S |   length, 13 bits   |
 * vector of 14: |1|0| S x 14, one bit each  |
 * vector of 7:  |1|1| S x 7, two bits each  |
 * </pre>
 */
final class TransportFeedback {
  static final int FORMAT = 15;

  /** Bytes before the chunks. */
  static final int FIXED = 20;

  static final int CHUNK = 2;

  static final long TICK_NANOS = 250_000;

  /** Reference times count in 256 ticks, 64 ms. */
  static final int TICKS_PER_REFERENCE = 256;

  static final int NOT_RECEIVED = 0;
  static final int SMALL_DELTA = 1;
  static final int LARGE_DELTA = 2;

  static final int VECTOR_BIT = 0x8000;
  static final int TWO_BIT_VECTOR = 0xC000;
  static final int ONE_BIT_SYMBOLS = 14;
  static final int TWO_BIT_SYMBOLS = 7;
  static final int MAX_RUN = 0x1FFF;

  private TransportFeedback() {}
}
