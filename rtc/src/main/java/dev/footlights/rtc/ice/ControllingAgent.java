package dev.footlights.rtc.ice;

import dev.footlights.rtc.Reject;
import dev.footlights.rtc.stun.StunKey;
import dev.footlights.rtc.stun.StunMessage;
import dev.footlights.rtc.stun.StunWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one transport's ICE, against a lite agent: always controlling (RFC 8445
 * §6.1.1). It checks the remote candidates in their order, nominates the first that answers, and
 * goes on asking that one for consent (RFC 7675).
 *
 * <p>The caller sends what {@link #poll} writes until it writes nothing, and polls again at {@link
 * #deadline}. One local address of each family stands behind the pairs. Owned by one thread; times
 * are nanoseconds of any one clock.
 */
public final class ControllingAgent {
  /** Remote candidates beyond these are not tried. */
  public static final int MAX_CANDIDATES = 16;

  /** Room that fits every check: header, USERNAME, PRIORITY, role, USE-CANDIDATE and the tail. */
  public static final int MAX_CHECK_BYTES =
      20 + (4 + StunMessage.MAX_USERNAME_BYTES + 3) + 8 + 12 + 4 + 24 + 8;

  public static final long NEVER = Long.MAX_VALUE;

  /** Distance between checks, Ta (RFC 8445 §14.2). */
  static final long PACE_NANOS = Duration.ofMillis(50).toNanos();

  /** First retransmission (RFC 8445 §14.3). It doubles, but only to the next constant. */
  static final long FIRST_RETRY_NANOS = Duration.ofMillis(500).toNanos();

  /** Doubling on, as RFC 8489 §6.2.1 does, would leave five tries before we give up. */
  static final long LONGEST_RETRY_NANOS = Duration.ofSeconds(1).toNanos();

  /** Without a nominated pair the transport fails after this. */
  static final long GIVE_UP_NANOS = Duration.ofSeconds(30).toNanos();

  /** Consent checks lie 2 to 3 s apart: as often as browsers', and scattered (RFC 7675 §5.1). */
  static final long CONSENT_CHECK_NANOS = Duration.ofSeconds(2).toNanos();

  static final long CONSENT_SCATTER_NANOS = Duration.ofSeconds(1).toNanos();

  /**
   * No answer for so long: the remote side consents no more (RFC 7675 §5.1). Twice the lite agent's
   * patience, because a check of ours is lost on two ways and one it hears only on one.
   */
  static final long CONSENT_NANOS = Duration.ofSeconds(30).toNanos();

  /** Of a peer-reflexive candidate (RFC 8445 §5.1.2.1): 110, one address, component 1. */
  private static final long PRIORITY = 110L << 24 | 65_535L << 8 | 255;

  private static final class Pair {
    final InetSocketAddress remote;
    boolean failed;
    boolean waiting;
    long due;
    long retry;
    long transactionHigh;
    int transactionLow;

    Pair(InetSocketAddress remote) {
      this.remote = remote;
    }
  }

  private final byte[] username;
  private final StunKey key;
  private final List<Pair> pairs;
  private final RandomGenerator random;
  private final long tieBreaker;
  private final StunWriter writer = new StunWriter();

  private boolean started;
  private boolean over;
  private long giveUpAt;
  private long nextSend;
  private long consentUntil;
  private @Nullable Pair nominee;
  private @Nullable Pair selected;
  private @Nullable InetSocketAddress target;

  /**
   * @param remoteCandidates the best first; unresolved ones (such as mDNS names) are not tried
   * @param random gives transaction ids, so that a secure one belongs here outside of simulations
   */
  public ControllingAgent(
      IceCredentials local,
      IceCredentials remote,
      List<InetSocketAddress> remoteCandidates,
      RandomGenerator random) {
    this.username = (remote.ufrag() + ":" + local.ufrag()).getBytes(StandardCharsets.UTF_8);
    this.key = new StunKey(remote.password());
    this.pairs =
        remoteCandidates.stream()
            .filter(candidate -> !candidate.isUnresolved())
            .distinct()
            .limit(MAX_CANDIDATES)
            .map(Pair::new)
            .toList();
    this.random = random;
    this.tieBreaker = random.nextLong();
  }

  /**
   * Writes the next check that is due, for {@link #target}. The first call starts the clock.
   *
   * @param out with {@link #MAX_CHECK_BYTES} free from {@code at} on
   * @return the check's length, or 0 when none is due
   */
  public int poll(long now, byte[] out, int at) {
    if (!started) {
      started = true;
      giveUpAt = now + GIVE_UP_NANOS;
      nextSend = now;
      pairs.forEach(pair -> pair.due = now);
    }
    over = failed(now);
    Pair pair = next();
    if (over || pair == null || now < nextSend || now < pair.due) {
      return 0;
    }
    if (!pair.waiting || pair == selected) {
      pair.waiting = true;
      pair.retry = FIRST_RETRY_NANOS;
      pair.transactionHigh = random.nextLong();
      pair.transactionLow = random.nextInt();
    }
    if (pair == selected) {
      pair.due = now + CONSENT_CHECK_NANOS + random.nextLong(CONSENT_SCATTER_NANOS);
    } else {
      pair.due = now + pair.retry;
      pair.retry = Math.min(2 * pair.retry, LONGEST_RETRY_NANOS);
    }
    nextSend = now + PACE_NANOS;
    target = pair.remote;
    writer
        .request(out, at, out.length - at, pair.transactionHigh, pair.transactionLow)
        .username(username)
        .priority(PRIORITY)
        .controlling(tieBreaker);
    if (pair == nominee) {
      writer.useCandidate();
    }
    return writer.finish(key);
  }

  /** The pair to check next: the nominee alone, once there is one. */
  private @Nullable Pair next() {
    if (nominee != null) {
      return nominee;
    }
    Pair next = null;
    for (Pair pair : pairs) {
      if (!pair.failed && (next == null || pair.due < next.due)) {
        next = pair;
      }
    }
    return next;
  }

  /** Where the check that {@link #poll} wrote last must go. */
  public InetSocketAddress target() {
    if (target == null) {
      throw new IllegalStateException("no check was written");
    }
    return target;
  }

  /** When to poll next; {@link #NEVER} once the transport failed. */
  public long deadline() {
    if (!started) {
      return Long.MIN_VALUE;
    }
    Pair pair = next();
    if (over || pair == null) {
      return NEVER;
    }
    long check = Math.max(nextSend, pair.due);
    return Math.min(check, selected == null ? giveUpAt : consentUntil);
  }

  /**
   * Takes a message that was read. An unauthenticated one changes nothing.
   *
   * @return {@link Reject#NONE}; {@link Reject#STUN_ROLE} when the remote side claims our role,
   *     {@link Reject#STUN_MALFORMED} for any other error it reports: its candidate is given up
   *     then; else why the message was dropped
   */
  public Reject handle(long now, InetSocketAddress from, StunMessage m) {
    if (m.method() != StunMessage.BINDING || !(m.isSuccess() || m.isError())) {
      return Reject.STUN_UNEXPECTED;
    }
    Pair pair = asked(m.transactionHigh(), m.transactionLow());
    if (pair == null) {
      return Reject.STUN_UNEXPECTED;
    }
    if (!m.verify(key)) {
      return Reject.STUN_INTEGRITY;
    }
    // A response from elsewhere proves no path both ways (RFC 8445 §7.2.5.2.1).
    if (!from.equals(pair.remote)) {
      return Reject.UNCHECKED_ADDRESS;
    }
    pair.waiting = false;
    if (m.isError() || m.unknownAttributes() > 0) {
      refused(pair);
      return m.errorCode() == StunWriter.ROLE_CONFLICT ? Reject.STUN_ROLE : Reject.STUN_MALFORMED;
    }
    answered(now, pair);
    return Reject.NONE;
  }

  private @Nullable Pair asked(long transactionHigh, int transactionLow) {
    for (Pair pair : pairs) {
      if (pair.waiting
          && pair.transactionHigh == transactionHigh
          && pair.transactionLow == transactionLow) {
        return pair;
      }
    }
    return null;
  }

  private void refused(Pair pair) {
    if (pair != selected) {
      pair.failed = true;
      nominee = pair == nominee ? null : nominee;
    }
  }

  private void answered(long now, Pair pair) {
    if (pair == selected) {
      consentUntil = now + CONSENT_NANOS;
    } else if (pair == nominee) {
      selected = pair;
      consentUntil = now + CONSENT_NANOS;
      pair.due = now + CONSENT_CHECK_NANOS;
    } else if (nominee == null) {
      nominee = pair;
      pair.due = now;
      nextSend = now;
    }
  }

  /** The nominated pair's remote address; null before, kept after consent ended. */
  public @Nullable InetSocketAddress selected() {
    return selected == null ? null : selected.remote;
  }

  /** Whether for 30 s no candidate, or then the selected one, answered; or every one refused. */
  public boolean failed(long now) {
    if (over || pairs.stream().allMatch(pair -> pair.failed)) {
      return true;
    }
    return started && now >= (selected == null ? giveUpAt : consentUntil);
  }
}
