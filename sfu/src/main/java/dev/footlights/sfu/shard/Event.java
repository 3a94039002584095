package dev.footlights.sfu.shard;

/** What a shard tells the control thread. Times are the shard's nanoseconds. */
public sealed interface Event {

  /** The first authenticated ICE check of a transport arrived. */
  record Checked(int transport) implements Event {}

  /** The handshake ended and media may flow both ways. */
  record Connected(int transport) implements Event {}

  /** The first authenticated media packet of an attached publication's generation arrived. */
  record FirstPacket(int transport, int publication, int generation, long atNanos)
      implements Event {}

  /** The first complete keyframe of a generation arrived: a take-over may now cut. */
  record KeyframeComplete(int transport, int publication, int generation) implements Event {}

  /** A sender carries a track: its first packet, or the first after a splice, was sent. */
  record Spliced(int transport, int section, int publication, long atNanos) implements Event {}

  /** A viewer's sender cannot carry the publication's codec; nothing is sent on it. */
  record CodecMismatch(int transport, int section, int publication, String codec)
      implements Event {}

  /** A publisher sends more than it may; told once a second at most. The shard does no more. */
  record Exceeded(int transport, int publication, int generation, Excess excess) implements Event {}

  /** Which of its {@link MediaBounds} a publisher exceeds. */
  enum Excess {
    BITRATE,
    RESOLUTION
  }

  /** A transport ended by itself. */
  record Gone(int transport, Reason reason, String detail) implements Event {}

  /** Why a transport ended by itself. */
  enum Reason {
    /** 15 s without an authenticated check (RFC 7675). */
    CONSENT_EXPIRED,
    /** Never checked, or never keyed, within 30 s. */
    NEVER_CONNECTED,
    /** The peer sent close_notify. */
    CLOSED_BY_PEER,
    HANDSHAKE_FAILED,
    /** A bug of ours, confined to this transport. */
    INTERNAL_ERROR
  }

  /** A command was carried out, and what was sent before it has left or was dropped. */
  record Done(long id, long lastSentNanos) implements Event {}
}
