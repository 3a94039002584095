package dev.footlights.api.http;

/** Why a body was not read. */
public enum Unread implements BodyResult {
  /** It is longer than it may be. */
  TOO_LONG,
  /** It is not HTTP, or did not arrive whole in time. */
  BROKEN,
  /** The bodies in hand take all the room there is. */
  NO_ROOM
}
