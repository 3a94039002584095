package dev.footlights.api.http;

/** A request's whole body, which takes its room until it is closed. One thread. */
public final class Body implements BodyResult, AutoCloseable {
  private final byte[] bytes;
  private final Room.Place place;

  Body(byte[] bytes, Room.Place place) {
    this.bytes = bytes;
    this.place = place;
  }

  /** Not copied. */
  public byte[] bytes() {
    return bytes;
  }

  /** Gives the room back. */
  @Override
  public void close() {
    place.become(0);
  }
}
