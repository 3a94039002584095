package dev.footlights.rtc.sdp;

/** How much of a description is read. Browsers stay below a quarter of each. */
final class Limits {
  /** Characters of a whole description: an offer with every codec of Chromium has 8,000. */
  static final int SDP_CHARACTERS = 64 * 1024;

  /** Characters of a line: the longest real ones carry H.264 parameter sets. */
  static final int LINE_CHARACTERS = 4096;

  /** m-lines: two are served, data channels and stopped sections come on top. */
  static final int SECTIONS = 16;

  /** Candidates kept; later ones are ignored. */
  static final int CANDIDATES = 64;

  /** Formats of an m-line: payload types have seven bits (RFC 3550 §5.1). */
  static final int PAYLOAD_TYPES = 128;

  /** Values of {@code a=rtcp-fb} kept for one payload type; later ones are ignored. */
  static final int FEEDBACKS = 32;

  static final int EXTENSIONS = 64;

  /** SSRCs kept of one section; later ones are ignored. */
  static final int SSRCS = 64;

  /** Layers read of one section. */
  static final int RIDS = 16;

  /** Layers answered: more than three serve nobody. */
  static final int ANSWERED_RIDS = 3;

  /** A one-byte header extension carries at most 16 bytes (RFC 8285 §4.2). */
  static final int RID_CHARACTERS = 16;

  /** Characters of a mid; browsers use one or two. */
  static final int MID_CHARACTERS = 64;

  /** Characters of an ICE user name fragment or password (RFC 8839 §5.4). */
  static final int ICE_CHARACTERS = 256;

  /** Under rtcp-mux these payload types read as RTCP (RFC 5761 §4). */
  static final int FIRST_RTCP_PAYLOAD_TYPE = 64;

  static final int LAST_RTCP_PAYLOAD_TYPE = 95;

  private Limits() {}
}
