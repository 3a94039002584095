package dev.footlights.sim.net;

import java.time.Duration;

/**
 * What happens to datagrams of one direction.
 *
 * @param loss 0 to 1, each datagram by itself
 * @param delay shortest way
 * @param jitter added at random, uniformly: more than the gap between two datagrams reorders them
 * @param duplication 0 to 1
 * @param bitsPerSecond of the narrowest link, 0 for no limit
 * @param queue how much that link holds, in time; beyond it datagrams are dropped
 */
public record Conditions(
    double loss,
    Duration delay,
    Duration jitter,
    double duplication,
    long bitsPerSecond,
    Duration queue) {

  /** Nothing is lost, nothing waits for long. */
  public static final Conditions PERFECT =
      new Conditions(0, Duration.ofMillis(1), Duration.ZERO, 0, 0, Duration.ZERO);

  public Conditions loss(double share) {
    return new Conditions(share, delay, jitter, duplication, bitsPerSecond, queue);
  }

  public Conditions delay(Duration oneWay) {
    return new Conditions(loss, oneWay, jitter, duplication, bitsPerSecond, queue);
  }

  public Conditions jitter(Duration most) {
    return new Conditions(loss, delay, most, duplication, bitsPerSecond, queue);
  }

  public Conditions duplication(double share) {
    return new Conditions(loss, delay, jitter, share, bitsPerSecond, queue);
  }

  public Conditions rate(long limit, Duration holds) {
    return new Conditions(loss, delay, jitter, duplication, limit, holds);
  }
}
