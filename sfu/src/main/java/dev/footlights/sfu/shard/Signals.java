package dev.footlights.sfu.shard;

/** The words that shards send each other upwards: merged, so that only their newest matters. */
final class Signals {
  private Signals() {}

  /** Viewers of the publication on the sending shard wait for a keyframe. */
  static long keyframe(int publication) {
    return publication & 0xFFFF_FFFFL;
  }

  static int publication(long word) {
    return (int) word;
  }
}
