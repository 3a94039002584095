package dev.footlights.sfu.transport;

import dev.footlights.rtc.Reject;
import dev.footlights.rtc.dtls.DtlsRole;
import dev.footlights.rtc.ice.LiteAgent;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.rtc.srtp.SrtpInbound;
import dev.footlights.rtc.srtp.SrtpKeys;
import dev.footlights.rtc.srtp.SrtpOutbound;
import dev.footlights.rtc.stun.StunMessage;
import dev.footlights.sfu.downlink.Downlink;
import dev.footlights.sfu.publication.Attachment;
import dev.footlights.sfu.publication.Publication;
import dev.footlights.sfu.sender.Sender;
import dev.footlights.sfu.shard.Command;
import dev.footlights.sfu.shard.Egress;
import dev.footlights.sfu.shard.Event;
import dev.footlights.sfu.shard.MediaBounds;
import dev.footlights.sfu.stats.Counters;
import dev.footlights.sfu.stats.Counters.Total;
import dev.footlights.sfu.track.Track;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One peer's ICE and keys, what it publishes and the senders towards it.
 *
 * <p>It knows no stage. Its receiving sections feed the tracks of the publication it is attached
 * to; each of its sending sections has one sender. Belongs to one shard.
 */
public final class Transport {
  /** What a transport asks of its shard. */
  public interface Host {
    Counters counters();

    /** There is something to send: call {@link Transport#send} at the end of the turn. */
    void dirty(Transport transport);

    /** The transport's deadline may have become earlier. */
    void arm(Transport transport);

    void tell(Event event);

    /** The wall clock, in nanoseconds since 1970, at a moment of the shard's time. */
    long unixNanos(long now);
  }

  /** No path, and no place among the shard's deadlines. */
  private static final int NONE = -1;

  private final int id;
  private final String ufrag;
  private final DtlsRole role;
  private final LiteAgent ice;
  private final long expiresUnkeyed;
  private final Host host;
  private final Downlink downlink = new Downlink();
  private final List<Section> receiving = new ArrayList<>();
  private final List<Sender> senders = new ArrayList<>();
  private final @Nullable Publication[] subscribed;
  private final Inbound inbound;
  private final Reports reports;
  private final EarlyMedia early = new EarlyMedia();
  private @Nullable SrtpOutbound outbound;
  private boolean soiled;
  private boolean closed;
  private int heapSlot = NONE;
  private long armedFor;

  public Transport(long now, Command.OpenTransport open, Host host) {
    this.id = open.transport();
    this.ufrag = open.local().ufrag();
    this.role = open.role();
    this.ice = new LiteAgent(open.local(), now);
    this.expiresUnkeyed = now + LiteAgent.FIRST_CHECK_NANOS;
    this.host = host;
    int sections = 0;
    for (Section section : open.sections()) {
      if (section.sender() == null) {
        receiving.add(section);
      } else {
        senders.add(new Sender(section, downlink, () -> host.dirty(this)));
      }
      sections = Math.max(sections, section.index() + 1);
    }
    this.subscribed = new Publication[sections];
    this.inbound = new Inbound(id, receiving, host);
    this.reports = new Reports(host);
  }

  public int id() {
    return id;
  }

  public String ufrag() {
    return ufrag;
  }

  /** Whether media can flow: the handshake ended. */
  public boolean connected() {
    return outbound != null;
  }

  // --- ICE and DTLS ----------------------------------------------------------------------------

  public Reject authenticate(StunMessage request) {
    return ice.authenticate(request);
  }

  /** Answers an authenticated check. Returns a path to be released, or -1. */
  public int check(long now, int path, StunMessage request, Egress out) {
    boolean first = ice.selectedPath() < 0;
    int at = out.claim(path, LiteAgent.MAX_REPLY_BYTES);
    if (at == Egress.BLOCKED) {
      return NONE;
    }
    int length =
        ice.check(
            now, path, request, out.address(path), out.memory(), at, LiteAgent.MAX_REPLY_BYTES);
    out.commit(Math.max(0, length));
    if (first && ice.selectedPath() >= 0) {
      host.tell(new Event.Checked(id));
      if (role == DtlsRole.CLIENT) {
        out.toHandshake(id, out.memory(), 0, 0);
      }
    }
    return ice.forgotten();
  }

  /** Whether an authenticated check arrived on the path, and it is still remembered. */
  public boolean uses(int path) {
    return ice.checked(path);
  }

  /** The paths that checks arrived on. */
  public int[] paths() {
    return ice.paths();
  }

  /** A DTLS record from the peer. */
  public void dtls(byte[] buf, int off, int len, Egress out) {
    if (!out.toHandshake(id, buf, off, len)) {
      host.counters().reject(Reject.DTLS_QUEUE_FULL);
    }
  }

  /** A DTLS datagram of ours. */
  public void sendDtls(byte[] datagram, Egress out) {
    int path = ice.selectedPath();
    if (path < 0) {
      return;
    }
    int at = out.claim(path, datagram.length);
    if (at != Egress.BLOCKED) {
      System.arraycopy(datagram, 0, out.memory(), at, datagram.length);
      out.commit(datagram.length);
    }
  }

  /** The handshake ended: media may flow, and what came early is taken now. */
  public void keyed(long now, SrtpKeys keys, Egress out) {
    outbound = new SrtpOutbound(keys);
    inbound.keyed(new SrtpInbound(keys));
    for (Sender sender : senders) {
      sender.keyed(outbound);
    }
    host.tell(new Event.Connected(id));
    for (byte[] datagram : early.take()) {
      rtp(now, datagram, 0, datagram.length, out);
    }
    if (!senders.isEmpty()) {
      host.dirty(this);
    }
    host.arm(this);
  }

  // --- what the peer publishes -----------------------------------------------------------------

  /**
   * Its receiving sections become a publication's tracks.
   *
   * @param bounds for what they bring, or null
   */
  public Attachment attach(Publication publication, int generation, @Nullable MediaBounds bounds) {
    Attachment attachment =
        new Attachment(
            id, generation, track(Kind.AUDIO, generation), track(Kind.VIDEO, generation));
    inbound.attach(publication, attachment, bounds == null ? null : new BoundsWatch(bounds));
    return attachment;
  }

  private @Nullable Track track(Kind kind, int generation) {
    boolean has = receiving.stream().anyMatch(section -> section.kind() == kind);
    return has ? new Track(kind, generation, () -> host.arm(this)) : null;
  }

  /** The publication takes nothing of it any more. */
  public void detached() {
    inbound.detach();
  }

  /** What it publishes to, or null. */
  public @Nullable Publication publication() {
    return inbound.publication();
  }

  /** A datagram of SRTP. */
  public void rtp(long now, byte[] buf, int off, int len, Egress out) {
    if (outbound == null) {
      if (!early.keep(buf, off, len)) {
        host.counters().reject(Reject.SRTP_NO_KEYS);
      }
      return;
    }
    inbound.rtp(now, buf, off, len, out);
    host.arm(this);
  }

  // --- what it watches -------------------------------------------------------------------------

  public List<Sender> senders() {
    return senders;
  }

  /** The sender of a section, or null where it has none. */
  public @Nullable Sender sender(int section) {
    for (Sender sender : senders) {
      if (sender.section().index() == section) {
        return sender;
      }
    }
    return null;
  }

  public void bound(int section, Publication publication) {
    subscribed[section] = publication;
  }

  /** Forgets a section's subscription and gives what it was to, or null. */
  public @Nullable Publication unbound(int section) {
    Publication was = subscribed[section];
    subscribed[section] = null;
    return was;
  }

  /** The publication is over: nothing of this transport has to do with it any more. */
  public void publicationEnded(Publication publication) {
    for (int section = 0; section < subscribed.length; section++) {
      if (subscribed[section] == publication) {
        subscribed[section] = null;
      }
    }
    if (inbound.publication() == publication) {
      inbound.detach();
    }
  }

  /** Sections that carry something. */
  public int subscriptions() {
    int count = 0;
    for (Publication publication : subscribed) {
      count += publication == null ? 0 : 1;
    }
    return count;
  }

  /**
   * A datagram of SRTCP.
   *
   * @param scratch free for use
   */
  public void rtcp(long now, byte[] buf, int off, int len, byte[] scratch, Egress out) {
    SrtpOutbound keys = outbound;
    if (keys == null) {
      host.counters().reject(Reject.SRTP_NO_KEYS);
      return;
    }
    inbound.rtcp(now, buf, off, len, this, scratch, out);
    host.arm(this);
  }

  /** The peer asks for a packet of one of our senders again. */
  void missing(long now, long ssrc, int sequenceNumber, byte[] scratch, Egress out) {
    Sender sender = bySsrc(ssrc);
    SrtpOutbound keys = outbound;
    if (sender != null && keys != null && ice.selectedPath() >= 0) {
      sender.missing(now, sequenceNumber, ice.selectedPath(), keys, scratch, out, host.counters());
    }
  }

  /** The peer cannot decode one of our senders' video. */
  void keyframeWanted(long now, long ssrc) {
    Sender sender = bySsrc(ssrc);
    if (sender != null) {
      host.counters().count(Total.KEYFRAME_REQUESTS_RECEIVED);
      if (downlink.affordKeyframe(now)) {
        sender.wantKeyframe();
      }
    }
  }

  /** The peer reported the round trip of one of our senders. */
  void roundTrip(long ssrc, long nanos) {
    if (bySsrc(ssrc) != null) {
      downlink.measured(nanos);
    }
  }

  private @Nullable Sender bySsrc(long ssrc) {
    for (int i = 0; i < senders.size(); i++) {
      if (senders.get(i).ids().ssrc() == ssrc) {
        return senders.get(i);
      }
    }
    return null;
  }

  // --- the turn --------------------------------------------------------------------------------

  /** Marks it for the end of the turn; false when it already was. */
  public boolean soil() {
    boolean news = !soiled && !closed;
    soiled = true;
    return news;
  }

  public void clean() {
    soiled = false;
  }

  /**
   * Sends what its senders have. False when the socket is full.
   *
   * @param scratch free for use
   */
  public boolean send(long now, byte[] scratch, Egress out) {
    SrtpOutbound keys = outbound;
    int path = ice.selectedPath();
    if (keys == null || path < 0 || closed) {
      return true;
    }
    boolean all = true;
    for (int i = 0; i < senders.size(); i++) {
      Sender sender = senders.get(i);
      all &= sender.send(now, path, keys, scratch, out, host.counters());
      switch (sender.takeNews()) {
        case NONE -> {}
        case SPLICED -> {
          host.tell(new Event.Spliced(id, sender.section().index(), followed(sender), now));
          reports.soon(now);
          host.arm(this);
        }
        case CODEC_MISMATCH ->
            host.tell(
                new Event.CodecMismatch(
                    id, sender.section().index(), followed(sender), sender.codecName()));
      }
    }
    return all;
  }

  private int followed(Sender sender) {
    Publication publication = subscribed[sender.section().index()];
    return publication == null ? -1 : publication.id();
  }

  /** Sends reports, feedback and requests that are due. */
  public void timer(long now, byte[] scratch, Egress out) {
    SrtpOutbound keys = outbound;
    int path = ice.selectedPath();
    if (keys != null && path >= 0) {
      inbound.timer(now, path, keys, scratch, out);
      reports.timer(now, path, keys, senders, scratch, out);
    }
  }

  /** When it ends unless the peer shows itself. */
  public long expiry() {
    return outbound == null ? Math.min(expiresUnkeyed, ice.consentUntil()) : ice.consentUntil();
  }

  /** When {@link #timer} must run next, or its end is due. */
  public long deadline() {
    long end = expiry();
    return outbound == null ? end : Math.min(end, Math.min(inbound.deadline(), reports.deadline()));
  }

  public boolean isClosed() {
    return closed;
  }

  public void closed() {
    closed = true;
    inbound.detach();
  }

  // --- its place among the shard's deadlines -----------------------------------------------------

  public int heapSlot() {
    return heapSlot;
  }

  public void heapSlot(int slot) {
    heapSlot = slot;
  }

  public long armedFor() {
    return armedFor;
  }

  public void arm(long deadline) {
    armedFor = deadline;
  }
}
