package dev.footlights.sfu.shard;

import java.net.InetSocketAddress;

/**
 * Where a shard's finished datagrams and its words to others go. It owns the memory; a claim is
 * valid until its commit. Belongs to the shard's thread.
 */
public interface Egress {
  /** No room at present: hold the packet, give it no number. */
  int BLOCKED = -1;

  /**
   * Room for a datagram to a path.
   *
   * @return offset in {@link #memory()}, or {@link #BLOCKED}
   */
  int claim(int path, int maxBytes);

  /** Heap memory of the claim, valid until the commit. */
  byte[] memory();

  /** Finishes the claim. 0 bytes drop it. Datagrams of one path leave in the order of commits. */
  void commit(int bytes);

  /** The address behind a path, for a reply that must name it. */
  InetSocketAddress address(int path);

  /** A stranger's scratch id becomes a lasting one. A lasting id is returned as it is. */
  int keep(int path);

  /** A kept path is wanted no more; its id may be used again. */
  void release(int path);

  /** A mirrored packet for another shard; false when its ring is full. */
  boolean toShard(int shard, byte[] bytes, int offset, int length);

  /** A merged word for another shard; false when its ring is full. */
  boolean signal(int shard, long word);

  /**
   * A DTLS datagram for the transport's handshake. 0 bytes: its path is ready, a client may begin.
   */
  boolean toHandshake(int transport, byte[] bytes, int offset, int length);
}
