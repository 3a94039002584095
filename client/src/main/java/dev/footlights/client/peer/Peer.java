package dev.footlights.client.peer;

import dev.footlights.rtc.Reject;
import dev.footlights.rtc.dtls.DtlsEngine;
import dev.footlights.rtc.dtls.DtlsIdentity;
import dev.footlights.rtc.ice.ControllingAgent;
import dev.footlights.rtc.ice.IceCredentials;
import dev.footlights.rtc.rtp.RtpHeader;
import dev.footlights.rtc.sdp.AcceptResult;
import dev.footlights.rtc.sdp.Accepted;
import dev.footlights.rtc.sdp.Local;
import dev.footlights.rtc.sdp.Offers;
import dev.footlights.rtc.sdp.Refused;
import dev.footlights.rtc.srtp.SrtpInbound;
import dev.footlights.rtc.srtp.SrtpOutbound;
import dev.footlights.rtc.stun.StunMessage;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of one WebRTC transport: it offers, checks the server's addresses, shakes hands
 * and carries protected packets. No socket, no clock: whoever owns it hands in datagrams and the
 * time, and takes datagrams away. One thread.
 */
public final class Peer {

  /** Where a peer is in its life. */
  public enum State {
    /** No answer yet. */
    NEW,
    CONNECTING,
    CONNECTED,
    /** By us, or by the server's close_notify. */
    CLOSED,
    FAILED
  }

  /** Takes datagrams away. */
  public interface Sink {
    void send(InetSocketAddress to, byte[] bytes, int off, int length);
  }

  private static final int MAX_DATAGRAM = 2048;

  private final Media media;
  private final DtlsIdentity identity;
  private final SecureRandom random;
  private final IceCredentials ice;
  private final StunMessage stun = new StunMessage();
  private final byte[] datagram = new byte[MAX_DATAGRAM];

  private State state = State.NEW;
  private String failure = "";
  private boolean handshaking;
  private boolean recordsMayWait;
  private @Nullable ControllingAgent agent;
  private @Nullable DtlsEngine dtls;
  private @Nullable SrtpInbound inbound;
  private @Nullable ProtectedOut outbound;

  public Peer(Media media, DtlsIdentity identity, SecureRandom random) {
    this.media = media;
    this.identity = identity;
    this.random = random;
    this.ice = IceCredentials.random(random);
  }

  /** The offer to post. */
  public String offer() {
    return media.offer(
        new Local(ice, identity.fingerprint(), List.of(), random.nextLong() & Long.MAX_VALUE));
  }

  /** Takes the answer and begins to connect. One that is refused fails the peer. */
  public AcceptResult answer(long now, String sdp) {
    AcceptResult result = Offers.accept(sdp, media.senders());
    switch (result) {
      case Refused refused -> fail("the answer: " + refused.reason());
      case Accepted accepted -> {
        media.agreed(accepted.sections());
        agent = new ControllingAgent(ice, accepted.ice(), accepted.candidates(), random);
        dtls = new DtlsEngine(accepted.role(), identity, accepted.fingerprint(), random);
        state = State.CONNECTING;
      }
    }
    return result;
  }

  public State state() {
    return state;
  }

  /** Why the state is {@link State#FAILED} or {@link State#CLOSED}; empty before. */
  public String failure() {
    return failure;
  }

  /**
   * One datagram. The array stays the caller's; it is opened in place. Never throws on input.
   *
   * <p>Media is taken after the server's close_notify too: there should be none, and who counts it
   * wants to know.
   */
  public void receive(long now, InetSocketAddress from, byte[] bytes, int off, int length) {
    if (agent == null || dtls == null || state == State.FAILED) {
      return;
    }
    if (StunMessage.matches(bytes, off, length)) {
      if (stun.read(bytes, off, length) == Reject.NONE) {
        agent.handle(now, from, stun);
        begin(now, agent, dtls);
      }
    } else if (DtlsEngine.matches(bytes, off, length)) {
      dtls.handle(bytes, off, length, now);
      recordsMayWait = true;
      advance(now, dtls);
    } else if (inbound != null && length > RtpHeader.FIXED) {
      media(now, inbound, bytes, off, length);
    }
  }

  private void media(long now, SrtpInbound inbound, byte[] bytes, int off, int length) {
    if (RtpHeader.isRtcp(bytes, off)) {
      int plain = inbound.unprotectRtcp(bytes, off, length);
      if (plain > 0) {
        media.rtcp(now, bytes, off, plain);
      }
    } else {
      int plain = inbound.unprotectRtp(bytes, off, length);
      if (plain > 0 && RtpHeader.check(bytes, off, plain) == Reject.NONE) {
        media.rtp(now, bytes, off, plain);
      }
    }
  }

  /** The handshake begins when a pair is nominated. */
  private void begin(long now, ControllingAgent agent, DtlsEngine dtls) {
    if (!handshaking && !isOver() && agent.selected() != null) {
      handshaking = true;
      recordsMayWait = true;
      dtls.start(now);
    }
  }

  private void advance(long now, DtlsEngine dtls) {
    switch (dtls.state()) {
      case CONNECTED -> {
        if (inbound == null) {
          inbound = new SrtpInbound(dtls.srtpKeys());
          outbound = new ProtectedOut(new SrtpOutbound(dtls.srtpKeys()));
          state = State.CONNECTED;
          media.connected(now);
        }
      }
      case FAILED -> fail("the handshake: " + dtls.failure());
      case CLOSED -> end(State.CLOSED, "closed by the server");
      case IDLE, HANDSHAKING -> {}
    }
  }

  /** Sends what is due. */
  public void flush(long now, Sink sink) {
    if (agent == null || dtls == null) {
      return;
    }
    if (!isOver()) {
      checks(now, agent, sink);
      if (now >= dtls.nextTimeout()) {
        dtls.handleTimeout(now);
        advance(now, dtls);
      }
    }
    recordsMayWait = false;
    InetSocketAddress to = agent.selected();
    if (to == null) {
      return;
    }
    for (byte[] record = dtls.poll(); record != null; record = dtls.poll()) {
      sink.send(to, record, 0, record.length);
    }
    if (outbound != null && state == State.CONNECTED) {
      media.flush(now, outbound.to(to, sink));
    }
  }

  private void checks(long now, ControllingAgent agent, Sink sink) {
    if (agent.failed(now)) {
      fail(agent.selected() == null ? "no address of the server answers" : "the server is silent");
      return;
    }
    for (int length = agent.poll(now, datagram, 0);
        length > 0;
        length = agent.poll(now, datagram, 0)) {
      sink.send(agent.target(), datagram, 0, length);
    }
  }

  /**
   * When {@link #flush} must run next: {@link Long#MIN_VALUE} for at once, {@link Media#NEVER} for
   * not at all.
   */
  public long deadline() {
    if (recordsMayWait) {
      return Long.MIN_VALUE;
    }
    if (agent == null || dtls == null || isOver()) {
      return Media.NEVER;
    }
    long deadline = Math.min(agent.deadline(), dtls.nextTimeout());
    return state == State.CONNECTED ? Math.min(deadline, media.deadline()) : deadline;
  }

  /**
   * Ends the transport; the next {@link #flush} says so to the server. Needed after a failure too.
   */
  public void close() {
    end(State.CLOSED, "closed");
    if (dtls != null) {
      dtls.close();
      recordsMayWait = true;
    }
  }

  private boolean isOver() {
    return state == State.CLOSED || state == State.FAILED;
  }

  private void fail(String why) {
    end(State.FAILED, why);
  }

  private void end(State ended, String why) {
    if (!isOver()) {
      state = ended;
      failure = why;
    }
  }
}
