package dev.footlights.sfu.shard;

/**
 * What a publisher may send.
 *
 * @param bitsPerSecond of RTP payloads of all its tracks and layers together, averaged
 * @param area pixels of an H.264 picture
 */
public record MediaBounds(long bitsPerSecond, int area) {}
