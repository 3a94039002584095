package dev.footlights.rtc.dtls;

import dev.footlights.rtc.Bytes;
import dev.footlights.rtc.srtp.SrtpKeys;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * One DTLS 1.2 association as a state machine (RFC 6347), for the keys of SRTP (RFC 5764).
 *
 * <p>Underneath, Bouncy Castle's blocking handshake runs on a {@link Coroutine}, with its timers
 * switched off: time comes only with the methods' {@code now}, in nanoseconds of any one clock.
 * After the handshake there is no thread; the engine then answers repeated last flights and
 * close_notify, so it must be fed for as long as its transport lives.
 *
 * <p>One thread at a time owns it. After {@code start}, {@code handle}, {@code handleTimeout} and
 * {@code close} the owner takes every datagram from {@link #poll} and then looks at {@link #state}
 * and {@link #nextTimeout}. A handshake costs its owner some milliseconds in all. {@link #close}
 * must be called at the end whatever the state, or a half-open handshake keeps a virtual thread for
 * ever.
 *
 * <p>No input makes it throw. Until the peer's certificate was checked anybody who can send to it
 * can make the handshake fail, so it wants datagrams of authenticated paths only.
 */
public final class DtlsEngine {
  /** What an association is at. It only ever goes down this list. */
  public enum State {
    IDLE,
    HANDSHAKING,
    /** The keys are there and the peer is who its SDP said. */
    CONNECTED,
    /** See {@link #failure}. An alert for the peer may be left in {@link #poll}. */
    FAILED,
    /** By us or by the peer. */
    CLOSED
  }

  /** No timeout is due, ever. */
  public static final long NEVER = Flight.NEVER;

  /** A handshake that takes longer has failed; the time an unchecked transport lives, too. */
  public static final long GIVE_UP_NANOS = Duration.ofSeconds(30).toNanos();

  /**
   * Bad first flights that a server forgives: it has answered nothing, and the datagram may have
   * been forged.
   */
  static final int MAX_RESTARTS = 3;

  /** Runs the library's blocking handshake over a link. */
  interface Handshake {
    DTLSTransport run(Negotiation negotiation, DatagramTransport link) throws IOException;
  }

  private final DtlsRole role;
  private final DtlsIdentity identity;
  private final Fingerprint remote;
  private final SecureRandom random;
  private final Handshake handshake;
  private final Queue<byte[]> in = new ArrayDeque<>();
  private final Link link = new Link();

  private State state = State.IDLE;
  private String failure = "";
  private long now;
  private long giveUp = NEVER;
  private int restarts;

  private Negotiation negotiation;
  private RecordFilter filter = new RecordFilter();
  private Flight flight = new Flight();
  private Coroutine coroutine;
  private boolean cancelled;
  private boolean linkClosed;
  private @Nullable DTLSTransport session;
  private @Nullable Throwable error;

  /**
   * @param remote what the peer's certificate must hash to
   * @param random the only source of randomness; a seeded one repeats a handshake byte for byte
   */
  public DtlsEngine(DtlsRole role, DtlsIdentity identity, Fingerprint remote, SecureRandom random) {
    this(
        role,
        identity,
        remote,
        random,
        role == DtlsRole.CLIENT ? ClientPeer::handshake : ServerPeer::handshake);
  }

  DtlsEngine(
      DtlsRole role,
      DtlsIdentity identity,
      Fingerprint remote,
      SecureRandom random,
      Handshake handshake) {
    this.role = role;
    this.identity = identity;
    this.remote = remote;
    this.random = random;
    this.handshake = handshake;
    this.negotiation = new Negotiation(identity, remote, random);
    this.coroutine = new Coroutine(this::shakeHands);
  }

  /** Whether a datagram's first byte is DTLS's (RFC 7983 §7). */
  public static boolean matches(byte[] bytes, int off, int length) {
    return length > 0 && Bytes.uint8(bytes, off) >= 20 && Bytes.uint8(bytes, off) <= 63;
  }

  /**
   * Runs handshakes with itself until the code is loaded: the first one of a process may take a
   * third of a second.
   */
  public static void warmUp(DtlsIdentity identity, SecureRandom random) {
    new SelfHandshake(identity, random).run();
  }

  /** Begins: a client says hello, a server waits for one. Does nothing when it has begun. */
  public void start(long now) {
    if (state != State.IDLE) {
      return;
    }
    this.now = now;
    state = State.HANDSHAKING;
    giveUp = now + GIVE_UP_NANOS;
    if (role == DtlsRole.CLIENT) {
      step();
    }
  }

  /** Takes one datagram. The array stays the caller's. */
  public void handle(byte[] bytes, int off, int length, long now) {
    if (state != State.HANDSHAKING && state != State.CONNECTED) {
      return;
    }
    this.now = now;
    filter.accept(bytes, off, length, state == State.CONNECTED, in);
    releaseHeld();
    while (state == State.HANDSHAKING && !in.isEmpty()) {
      step();
      releaseHeld();
    }
    if (state == State.CONNECTED) {
      drain();
    }
    in.clear();
    handleTimeout(now);
  }

  /** Does what is due. May be called at any time. */
  public void handleTimeout(long now) {
    this.now = now;
    if (state != State.HANDSHAKING) {
      return;
    }
    if (now >= giveUp) {
      cancel();
      fail("no handshake within " + Duration.ofNanos(GIVE_UP_NANOS).toSeconds() + " s");
    } else if (now >= flight.deadline()) {
      flight.repeat(now);
      repeatFinished();
    }
  }

  /**
   * When {@link #handleTimeout} must be called next, or {@link #NEVER}. Later than the last now.
   */
  public long nextTimeout() {
    return state == State.HANDSHAKING ? Math.min(giveUp, flight.deadline()) : NEVER;
  }

  /** The next datagram to send, at most 1200 bytes; null when there is none. */
  public byte @Nullable [] poll() {
    return flight.poll();
  }

  public State state() {
    return state;
  }

  /**
   * What the handshake was for.
   *
   * @throws IllegalStateException unless it was connected
   */
  public SrtpKeys srtpKeys() {
    SrtpKeys keys = negotiation.keys();
    if (session == null || keys == null) {
      throw new IllegalStateException("no keys: " + state + " " + failure);
    }
    return keys;
  }

  /** Why it failed, for people; empty when it did not. */
  public String failure() {
    return failure;
  }

  /**
   * Ends it: a connected peer is told by close_notify, which is in {@link #poll}; a handshake just
   * stops. Does nothing when it has ended.
   */
  public void close() {
    if (state == State.HANDSHAKING) {
      cancel();
    } else if (state == State.CONNECTED && session != null) {
      try {
        session.close();
      } catch (IOException e) {
        fail(describe(e));
      }
    }
    if (state != State.FAILED) {
      state = State.CLOSED;
    }
  }

  private void shakeHands() {
    try {
      session = handshake.run(negotiation, link);
    } catch (Throwable e) {
      error = e;
    }
  }

  private void step() {
    coroutine.resume();
    if (!coroutine.isDone()) {
      return;
    }
    if (session != null) {
      state = State.CONNECTED;
      flight.arrived();
    } else if (role == DtlsRole.SERVER && flight.sentNothing() && restarts < MAX_RESTARTS) {
      restarts++;
      restart();
    } else {
      flight.arrived();
      fail(describe(error));
    }
  }

  private void restart() {
    negotiation = new Negotiation(identity, remote, random);
    filter = new RecordFilter();
    flight = new Flight();
    coroutine = new Coroutine(this::shakeHands);
    linkClosed = false;
    error = null;
  }

  private void releaseHeld() {
    if (negotiation.awaitsFinished()) {
      filter.release(in);
    }
  }

  /** Without a thread: the library takes what there is, and the link says when there is no more. */
  private void drain() {
    byte[] ignored = new byte[RecordFilter.MAX_RECORD];
    try {
      while (session != null && !in.isEmpty() && !linkClosed) {
        // the wait is never waited for, but zero would mean for ever
        session.receive(ignored, 0, ignored.length, 1);
      }
    } catch (InterruptedIOException e) {
      // nothing is left
    } catch (IOException e) {
      fail(describe(e));
    }
    if (linkClosed && state == State.CONNECTED) {
      state = State.CLOSED;
    }
  }

  /** A client's Finished is encrypted, so only the library can send it again. */
  private void repeatFinished() {
    byte[] verifyData = negotiation.ownVerifyData();
    DatagramTransport records = negotiation.records();
    if (role == DtlsRole.SERVER
        || !flight.finishedSent()
        || verifyData == null
        || records == null) {
      return;
    }
    byte[] finished = Records.message(Records.FINISHED, flight.nextSequence(), verifyData);
    try {
      records.send(finished, 0, finished.length);
    } catch (IOException e) {
      cancel();
      fail(describe(e));
    }
  }

  private void cancel() {
    cancelled = true;
    if (coroutine.isStarted() && !coroutine.isDone()) {
      coroutine.resume();
    }
    flight.dropAll();
  }

  private void fail(String why) {
    state = State.FAILED;
    failure = why;
    if (filter.alertInClear() != RecordFilter.NO_ALERT) {
      String alert = AlertDescription.getName((short) filter.alertInClear());
      failure += "; an unauthenticated alert said " + alert;
    }
  }

  private String describe(@Nullable Throwable cause) {
    String refusal = negotiation.refusal();
    return refusal != null ? refusal : String.valueOf(cause);
  }

  Coroutine coroutine() {
    return coroutine;
  }

  /** The library's view of the network. Its methods run on whichever thread runs the library. */
  private final class Link implements DatagramTransport {
    @Override
    public int getReceiveLimit() {
      return RecordFilter.MAX_RECORD;
    }

    @Override
    public int getSendLimit() {
      return Flight.MAX_DATAGRAM;
    }

    @Override
    public int receive(byte[] buf, int off, int len, int waitMillis) throws IOException {
      byte[] record = in.poll();
      while (record == null) {
        if (session != null) {
          throw WouldBlock.INSTANCE;
        }
        coroutine.pause();
        if (cancelled) {
          throw new Cancelled();
        }
        record = in.poll();
      }
      flight.heard();
      System.arraycopy(record, 0, buf, off, record.length);
      return record.length;
    }

    @Override
    public void send(byte[] buf, int off, int len) {
      byte[] record = new byte[len];
      System.arraycopy(buf, off, record, 0, len);
      flight.send(record, now);
    }

    @Override
    public void close() {
      linkClosed = true;
    }
  }

  /** The library lets this pass when it is connected. */
  @SuppressWarnings("serial")
  private static final class WouldBlock extends InterruptedIOException {
    static final WouldBlock INSTANCE = new WouldBlock();
  }

  /** An error, because the library answers every exception of a handshake with an alert. */
  @SuppressWarnings("serial")
  private static final class Cancelled extends Error {
    Cancelled() {
      super("cancelled", null, false, false);
    }
  }
}
