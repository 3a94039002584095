package dev.footlights.live.link;

import dev.footlights.rtc.dtls.Fingerprint;
import dev.footlights.rtc.ice.IceCredentials;
import dev.footlights.rtc.sdp.Local;
import dev.footlights.sfu.shard.Shards;
import dev.footlights.stage.StageException;
import dev.footlights.stage.session.Ids;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The shards as a place for transports: where there is room, and numbers used once. */
public final class Fleet {
  /**
   * Transports that may be on their way to connect at once. A handshake costs milliseconds of CPU:
   * beyond this a newcomer would wait longer than its client does.
   */
  static final int MAX_CONNECTING = 2_000;

  private static final int LINK_CHARACTERS = 24;
  private static final long MAX_SSRC = 0xFFFF_FFFFL;

  private final Shards shards;
  private final Fingerprint fingerprint;
  private final RandomGenerator random;
  private final int[] transports;
  private final Set<Long> ssrcs = new HashSet<>();
  private final Set<Integer> connecting = new HashSet<>();
  private int lastTransport;
  private int lastPublication;

  public Fleet(Shards shards, Fingerprint fingerprint, RandomGenerator random) {
    this.shards = shards;
    this.fingerprint = fingerprint;
    this.random = random;
    this.transports = new int[shards.count()];
  }

  public int count() {
    return transports.length;
  }

  /**
   * The shard with the fewest transports.
   *
   * @throws StageException UNAVAILABLE while too many are connecting
   */
  public int emptiest() {
    if (connecting.size() >= MAX_CONNECTING) {
      throw new StageException(
          StageException.Kind.UNAVAILABLE,
          MAX_CONNECTING + " clients are connecting at this moment; try again in a few seconds");
    }
    int best = 0;
    for (int shard = 1; shard < transports.length; shard++) {
      if (transports[shard] < transports[best]) {
        best = shard;
      }
    }
    return best;
  }

  /** Our end of a transport on a shard, with credentials of its own. */
  public Local local(int shard) {
    return new Local(
        IceCredentials.random(random),
        fingerprint,
        shards.candidates(shard),
        random.nextLong() & Long.MAX_VALUE);
  }

  /** A number for a transport that is now on the shard. */
  public int open(int shard) {
    transports[shard]++;
    connecting.add(++lastTransport);
    return lastTransport;
  }

  /** The transport's handshake ended well. */
  public void connected(int transport) {
    connecting.remove(transport);
  }

  public void closed(int shard, int transport) {
    transports[shard]--;
    connecting.remove(transport);
  }

  public int nextPublication() {
    return ++lastPublication;
  }

  /** 1 to 2^32 - 1, used by no other sender of the process. */
  public long ssrc() {
    long ssrc;
    do {
      ssrc = random.nextLong(1, MAX_SSRC + 1);
    } while (!ssrcs.add(ssrc));
    return ssrc;
  }

  public void release(long ssrc) {
    ssrcs.remove(ssrc);
  }

  /** Names a connection: 142 random bits. */
  public String linkId() {
    return Ids.characters(random, LINK_CHARACTERS);
  }
}
