package dev.footlights.rtc.ice;

import dev.footlights.rtc.Reject;
import dev.footlights.rtc.stun.StunKey;
import dev.footlights.rtc.stun.StunMessage;
import dev.footlights.rtc.stun.StunWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of one transport's ICE: lite, so always controlled, and it never sends a check
 * of its own (RFC 8445 §7.3, RFC 7675 for consent).
 *
 * <p>An unauthenticated datagram gets no reply and leaves no trace: neither a path nor consent. A
 * path is the caller's number of a remote address and the local socket it reached.
 *
 * <p>Owned by the transport's shard. Times are its nanoseconds.
 */
public final class LiteAgent {
  /** Paths that are remembered; browsers hold two or three at once. */
  public static final int MAX_PATHS = 8;

  /**
   * No authenticated check for so long: the peer consents no more (RFC 7675 §5.1: 30 s at most).
   */
  public static final long CONSENT_NANOS = Duration.ofSeconds(15).toNanos();

  /** How long a transport waits for its first check. */
  public static final long FIRST_CHECK_NANOS = Duration.ofSeconds(30).toNanos();

  /** The room that fits every reply. */
  public static final int MAX_REPLY_BYTES = StunWriter.MAX_REPLY_BYTES;

  private static final int NO_PATH = -1;

  private static final class Credentials {
    final String ufrag;
    final StunKey key;

    Credentials(IceCredentials credentials) {
      ufrag = credentials.ufrag();
      key = new StunKey(credentials.password());
    }
  }

  private final StunWriter writer = new StunWriter();
  private Credentials current;
  private @Nullable Credentials previous;

  private final int[] paths = new int[MAX_PATHS];
  private final long[] checkedAt = new long[MAX_PATHS];
  private int count;
  private int selected = NO_PATH;
  private int forgotten = NO_PATH;
  private long consentUntil;

  public LiteAgent(IceCredentials local, long now) {
    current = new Credentials(local);
    consentUntil = now + FIRST_CHECK_NANOS;
  }

  /**
   * Restarts ICE (RFC 8445 §9): paths, selection and consent go on as they are. The credentials of
   * before are good until the first check with the fresh ones.
   *
   * @param fresh with another ufrag
   */
  public void restart(IceCredentials fresh) {
    previous = current;
    current = new Credentials(fresh);
  }

  /**
   * Whether a message that was read is a binding request of one who knows our password. It changes
   * nothing: a caller asks it before it keeps a stranger's path, then calls {@link #check}.
   *
   * @return {@link Reject#NONE}, else why the message was refused
   */
  public Reject authenticate(StunMessage request) {
    if (!request.isRequest() || request.method() != StunMessage.BINDING) {
      return Reject.STUN_NOT_A_REQUEST;
    }
    Credentials named = named(request.ufrag());
    if (named == null) {
      return Reject.STUN_UNKNOWN_USERNAME;
    }
    return request.verify(named.key) ? Reject.NONE : Reject.STUN_INTEGRITY;
  }

  private @Nullable Credentials named(@Nullable String ufrag) {
    if (current.ufrag.equals(ufrag)) {
      return current;
    }
    return previous != null && previous.ufrag.equals(ufrag) ? previous : null;
  }

  /**
   * Takes a message that was read, and writes the reply.
   *
   * <p>Only a request that is answered with success counts as a check. One that claims our role, or
   * needs an attribute we do not know, is told so by an error (RFC 8445 §7.3.1.1, RFC 8489 §6.3.1).
   *
   * @param path lasting number, at least 0
   * @param from the source address, which the reply names
   * @param room bytes free in {@code out} from {@code at} on; under {@link #MAX_REPLY_BYTES} the
   *     reply may be dropped, the check counts all the same
   * @return the reply's length; 0 for a check whose reply had no room; else minus the reason's
   *     ordinal
   */
  public int check(
      long now,
      int path,
      StunMessage request,
      InetSocketAddress from,
      byte[] out,
      int at,
      int room) {
    forgotten = NO_PATH;
    Reject reject = authenticate(request);
    Credentials named = named(request.ufrag());
    if (reject != Reject.NONE || named == null) {
      return -reject.ordinal();
    }
    if (request.unknownAttributes() > 0) {
      return writer
          .error(out, at, room, request, StunWriter.UNKNOWN_ATTRIBUTE)
          .unknownAttributes(request)
          .finish(named.key);
    }
    if (request.controlled()) {
      return writer.error(out, at, room, request, StunWriter.ROLE_CONFLICT).finish(named.key);
    }
    if (named == current) {
      previous = null;
    }
    remember(now, path, request.useCandidate());
    return writer.success(out, at, room, request).mappedAddress(from).finish(named.key);
  }

  private void remember(long now, int path, boolean nominated) {
    int slot = slot(path);
    if (slot < 0) {
      slot = count < MAX_PATHS ? count++ : forgetOldest();
      paths[slot] = path;
    }
    checkedAt[slot] = now;
    consentUntil = now + CONSENT_NANOS;
    if (nominated || selected == NO_PATH) {
      selected = path;
    }
  }

  private int slot(int path) {
    for (int i = 0; i < count; i++) {
      if (paths[i] == path) {
        return i;
      }
    }
    return NO_PATH;
  }

  private int forgetOldest() {
    int oldest = paths[0] == selected ? 1 : 0;
    for (int i = oldest + 1; i < count; i++) {
      if (paths[i] != selected && checkedAt[i] < checkedAt[oldest]) {
        oldest = i;
      }
    }
    forgotten = paths[oldest];
    return oldest;
  }

  /** Whether an authenticated check arrived on the path, and it is still remembered. */
  public boolean checked(int path) {
    return slot(path) >= 0;
  }

  /** The paths that are remembered. */
  public int[] paths() {
    return Arrays.copyOf(paths, count);
  }

  /** Where to send: the path nominated last, else the first that was checked, else -1. */
  public int selectedPath() {
    return selected;
  }

  /** The path that the last {@link #check} pushed out, or -1. The caller releases it. */
  public int forgotten() {
    return forgotten;
  }

  /** When the transport is gone unless another check arrives. */
  public long consentUntil() {
    return consentUntil;
  }
}
