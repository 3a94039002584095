package dev.footlights.rtc;

import java.util.Locale;

/** Why bytes from the network were not taken. Each reason is one counter of the metrics. */
public enum Reject {
  /** Taken. */
  NONE,

  /** First byte belongs to none of STUN, DTLS, SRTP, SRTCP (RFC 7983). */
  UNKNOWN_PROTOCOL,
  /** From an address that passed no authenticated check. */
  UNCHECKED_ADDRESS,

  STUN_MALFORMED,
  STUN_FINGERPRINT,
  STUN_UNKNOWN_USERNAME,
  STUN_INTEGRITY,
  STUN_NOT_A_REQUEST,
  STUN_ROLE,
  /** A check from an address on which another transport is alive. */
  STUN_PATH_TAKEN,
  /** No response to a check of ours. */
  STUN_UNEXPECTED,

  DTLS_MALFORMED,
  DTLS_QUEUE_FULL,

  SRTP_SHORT,
  SRTP_AUTHENTICATION,
  SRTP_REPLAYED,
  SRTP_NO_KEYS,
  SRTP_TOO_MANY_SSRCS,
  SRTCP_NOT_ENCRYPTED,

  RTP_MALFORMED,
  RTP_PADDING,
  RTP_EXTENSION,
  RTP_UNKNOWN_SSRC,
  RTP_UNKNOWN_PAYLOAD_TYPE,
  RTP_DUPLICATE,
  RTP_EMPTY,
  RTP_TOO_OLD,

  RTX_UNKNOWN_SSRC,
  RTX_SHORT,

  RTCP_MALFORMED,
  RTCP_LENGTH,
  NACK_LENGTH,
  FEEDBACK_LENGTH,
  REPORT_LENGTH,

  VP8_DESCRIPTOR,
  H264_PAYLOAD;

  private final String metric = name().toLowerCase(Locale.ROOT);

  /** The reason as a metric's label. */
  public String metric() {
    return metric;
  }
}
