package dev.footlights.sfu.shard;

import dev.footlights.rtc.Reject;
import dev.footlights.rtc.dtls.DtlsEngine;
import dev.footlights.rtc.rtp.RtpHeader;
import dev.footlights.rtc.sdp.Kind;
import dev.footlights.rtc.stun.StunMessage;
import dev.footlights.sfu.mirror.MirrorPacket;
import dev.footlights.sfu.publication.Publication;
import dev.footlights.sfu.sender.Sender;
import dev.footlights.sfu.stats.Counters;
import dev.footlights.sfu.stats.Counters.Total;
import dev.footlights.sfu.track.Track;
import dev.footlights.sfu.transport.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that one media loop knows. One thread, no socket, no clock, no lock: a loop drives it, or a
 * simulation.
 *
 * <p>A turn is: commands, signals, datagrams and mirrored packets, {@link #flush}, then the egress
 * sends, then {@link #events}. Times are nanoseconds of one monotonic clock that all shards of the
 * process share.
 */
public final class Shard implements Transport.Host {
  /** A full socket is tried again after this long. */
  private static final long RETRY_NANOS = 1_000_000;

  /**
   * Longest datagram that is looked at: what fits an Ethernet frame, with room for jumbo senders.
   */
  private static final int SCRATCH = 4096;

  private final int self;
  private final long unixAtZero;
  private final Counters counters;
  private final StunMessage stun = new StunMessage();
  private final byte[] scratch = new byte[SCRATCH];
  private final Map<String, Transport> byUfrag = new HashMap<>();
  private final Map<Integer, Transport> transports = new HashMap<>();
  private final Map<Integer, Publication> publications = new HashMap<>();
  private final List<Publication> images = new ArrayList<>();
  private final ArrayDeque<Event> events = new ArrayDeque<>();
  private final Deadlines deadlines = new Deadlines();
  private @Nullable Transport[] byPath = new Transport[64];
  private Transport[] dirty = new Transport[64];
  private int dirtyCount;
  private long retryAt = Long.MAX_VALUE;

  /**
   * @param self this shard's number
   * @param unixNanosAtZero what a wall clock, in nanoseconds since 1970, shows when the shared
   *     monotonic clock shows 0; sender reports are told in it
   */
  public Shard(int self, long unixNanosAtZero, Counters counters) {
    this.self = self;
    this.unixAtZero = unixNanosAtZero;
    this.counters = counters;
  }

  // --- datagrams -----------------------------------------------------------------------------

  /** One datagram. The array stays the caller's; it is decrypted in place and not kept. */
  public void receive(long now, int path, byte[] buf, int off, int len, Egress out) {
    counters.count(Total.DATAGRAMS_IN);
    counters.add(Total.BYTES_IN, len);
    if (StunMessage.matches(buf, off, len)) {
      check(now, path, buf, off, len, out);
      return;
    }
    Transport transport = owner(path);
    if (transport == null) {
      counters.reject(Reject.UNCHECKED_ADDRESS);
      return;
    }
    try {
      if (DtlsEngine.matches(buf, off, len)) {
        transport.dtls(buf, off, len, out);
      } else if (len >= RTP_OR_RTCP && (buf[off] & 0xC0) == 0x80) {
        if (RtpHeader.isRtcp(buf, off)) {
          transport.rtcp(now, buf, off, len, scratch, out);
        } else {
          transport.rtp(now, buf, off, len, out);
        }
      } else {
        counters.reject(Reject.UNKNOWN_PROTOCOL);
      }
    } catch (RuntimeException bug) {
      fail(transport, bug, out);
    }
  }

  private static final int RTP_OR_RTCP = 8;

  private void check(long now, int path, byte[] buf, int off, int len, Egress out) {
    Reject reject = stun.read(buf, off, len);
    if (reject != Reject.NONE) {
      counters.reject(reject);
      return;
    }
    String ufrag = stun.ufrag();
    Transport transport = ufrag == null ? null : byUfrag.get(ufrag);
    if (transport == null) {
      counters.reject(stun.isRequest() ? Reject.STUN_UNKNOWN_USERNAME : Reject.STUN_NOT_A_REQUEST);
      return;
    }
    reject = transport.authenticate(stun);
    if (reject != Reject.NONE) {
      counters.reject(reject);
      return;
    }
    Transport owner = owner(path);
    if (owner != null && owner != transport && owner.uses(path)) {
      counters.reject(Reject.STUN_PATH_TAKEN);
      return;
    }
    int kept = out.keep(path);
    own(kept, transport);
    try {
      int forgotten = transport.check(now, kept, stun, out);
      if (forgotten >= 0) {
        disown(forgotten, transport, out);
      }
    } catch (RuntimeException bug) {
      fail(transport, bug, out);
      return;
    }
    if (!transport.uses(kept)) {
      // Refused after all, with or without a reply: nothing is remembered of it.
      disown(kept, transport, out);
    }
  }

  private @Nullable Transport owner(int path) {
    return path >= 0 && path < byPath.length ? byPath[path] : null;
  }

  private void own(int path, Transport transport) {
    if (path >= byPath.length) {
      byPath = Arrays.copyOf(byPath, Math.max(path + 1, byPath.length * 2));
    }
    byPath[path] = transport;
  }

  /** Releases a path if it is still the transport's. */
  private void disown(int path, Transport transport, Egress out) {
    if (owner(path) == transport) {
      byPath[path] = null;
      out.release(path);
    }
  }

  /** One packet of a track that lives on another shard, as the ring carried it. */
  public void mirror(long now, byte[] ring, int off, int len, Egress out) {
    try {
      Publication publication = publications.get(MirrorPacket.publication(ring, off));
      if (publication == null || !publication.mirrored(now, ring, off, len, out, counters)) {
        counters.count(Total.MIRROR_UNKNOWN);
      }
    } catch (RuntimeException bug) {
      counters.count(Total.INTERNAL_ERRORS);
    }
  }

  /** A merged word from another shard: a keyframe is wanted. See {@link Signals}. */
  public void signal(long now, int fromShard, long word) {
    Publication publication = publications.get(Signals.publication(word));
    if (publication != null) {
      publication.wantKeyframe(Kind.VIDEO);
    }
  }

  // --- commands ------------------------------------------------------------------------------

  /**
   * Rare words from the control thread and the handshakes; each is answered by {@code Done}. A bug
   * here is not confined: control and shard would disagree about what was done.
   */
  public void command(long now, long id, Command command, Egress out) {
    long lastSent = now;
    switch (command) {
      case Command.OpenTransport open -> open(now, open);
      case Command.CloseTransport close -> with(close.transport(), peer -> remove(peer, out));
      case Command.Attach attach -> with(attach.transport(), peer -> attach(peer, attach, out));
      case Command.Detach detach -> detach(detach, out);
      case Command.EndPublication end -> endPublication(end.publication());
      case Command.Bind bind -> with(bind.transport(), peer -> bind(peer, bind));
      case Command.Unbind unbind -> lastSent = unbind(now, unbind);
      case Command.Move move -> move(move, out);
      case Command.Mirror mirror -> mirror(mirror);
      case Command.DtlsOut dtls ->
          with(dtls.transport(), peer -> peer.sendDtls(dtls.datagram(), out));
      case Command.Handshaken keys ->
          with(keys.transport(), peer -> peer.keyed(now, keys.keys(), out));
      case Command.HandshakeFailed failed ->
          with(failed.transport(), peer -> gone(peer, handshakeEnd(peer), failed.reason(), out));
    }
    events.add(new Event.Done(id, lastSent));
  }

  private void with(int id, Consumer<Transport> action) {
    Transport transport = transports.get(id);
    if (transport != null) {
      action.accept(transport);
    }
  }

  private static Event.Reason handshakeEnd(Transport transport) {
    return transport.connected() ? Event.Reason.CLOSED_BY_PEER : Event.Reason.HANDSHAKE_FAILED;
  }

  private void open(long now, Command.OpenTransport open) {
    var transport = new Transport(now, open, this);
    transports.put(open.transport(), transport);
    byUfrag.put(open.local().ufrag(), transport);
    counters.count(Total.TRANSPORTS_OPENED);
    arm(transport);
  }

  private void attach(Transport transport, Command.Attach attach, Egress out) {
    Publication publication = publication(attach.publication(), self);
    publication.attach(
        transport.attach(publication, attach.generation(), attach.bounds()), out, counters);
  }

  private void detach(Command.Detach detach, Egress out) {
    Publication publication = publications.get(detach.publication());
    if (publication != null) {
      publication.detach(detach.transport(), out, counters);
      with(detach.transport(), Transport::detached);
      forgetIfIdle(publication);
    }
  }

  private void endPublication(int id) {
    Publication publication = publications.remove(id);
    if (publication != null) {
      publication.end();
      images.remove(publication);
      transports.values().forEach(transport -> transport.publicationEnded(publication));
    }
  }

  private void bind(Transport transport, Command.Bind bind) {
    Sender sender = transport.sender(bind.section());
    if (sender != null) {
      unbind(transport, sender);
      Publication publication = publication(bind.publication(), bind.home());
      transport.bound(bind.section(), publication);
      publication.bind(sender);
    }
  }

  /** Returns when the sender's last packet was committed. */
  private long unbind(long now, Command.Unbind unbind) {
    Transport transport = transports.get(unbind.transport());
    Sender sender = transport == null ? null : transport.sender(unbind.section());
    if (transport == null || sender == null) {
      return now;
    }
    unbind(transport, sender);
    return sender.lastSentAt();
  }

  private void move(Command.Move move, Egress out) {
    Publication publication = publications.get(move.publication());
    if (publication != null) {
      publication.move(move.home(), out, counters);
      noteImage(publication);
    }
  }

  private void mirror(Command.Mirror mirror) {
    if (mirror.wanted() || publications.containsKey(mirror.publication())) {
      Publication publication = publication(mirror.publication(), self);
      publication.mirror(mirror.to(), mirror.wanted());
      forgetIfIdle(publication);
    }
  }

  private void unbind(Transport transport, Sender sender) {
    Publication publication = transport.unbound(sender.section().index());
    if (publication != null) {
      publication.unbind(sender);
      forgetIfIdle(publication);
    }
  }

  private Publication publication(int id, int home) {
    Publication known = publications.get(id);
    if (known == null) {
      known = new Publication(id, self, home);
      publications.put(id, known);
    }
    noteImage(known);
    return known;
  }

  private void noteImage(Publication publication) {
    images.remove(publication);
    if (publication.home() != self) {
      images.add(publication);
    }
  }

  private void forgetIfIdle(Publication publication) {
    if (publication.idle()) {
      publications.remove(publication.id());
      images.remove(publication);
    }
  }

  // --- the end of a transport ----------------------------------------------------------------

  private void fail(Transport transport, RuntimeException bug, Egress out) {
    gone(transport, Event.Reason.INTERNAL_ERROR, String.valueOf(bug), out);
  }

  private void gone(Transport transport, Event.Reason reason, String detail, Egress out) {
    remove(transport, out);
    counters.count(ended(reason));
    events.add(new Event.Gone(transport.id(), reason, detail));
  }

  private static Total ended(Event.Reason reason) {
    return switch (reason) {
      case CONSENT_EXPIRED -> Total.CONSENTS_EXPIRED;
      case NEVER_CONNECTED -> Total.NEVER_CONNECTED;
      case CLOSED_BY_PEER -> Total.CLOSED_BY_PEER;
      case HANDSHAKE_FAILED -> Total.HANDSHAKES_FAILED;
      case INTERNAL_ERROR -> Total.INTERNAL_ERRORS;
    };
  }

  private void remove(Transport transport, Egress out) {
    transports.remove(transport.id());
    byUfrag.remove(transport.ufrag());
    deadlines.remove(transport);
    for (int path : transport.paths()) {
      disown(path, transport, out);
    }
    Publication published = transport.publication();
    if (published != null) {
      published.detach(transport.id(), out, counters);
      forgetIfIdle(published);
    }
    for (Sender sender : transport.senders()) {
      unbind(transport, sender);
    }
    transport.closed();
    counters.count(Total.TRANSPORTS_CLOSED);
  }

  // --- the end of a turn ---------------------------------------------------------------------

  /** Sends what became due, viewer by viewer, so that a viewer's packets leave as one run. */
  public void flush(long now, Egress out) {
    retryAt = Long.MAX_VALUE;
    int count = dirtyCount;
    dirtyCount = 0;
    for (int i = 0; i < count; i++) {
      Transport transport = dirty[i];
      transport.clean();
      try {
        if (!transport.send(now, scratch, out)) {
          dirty(transport);
          retryAt = now + RETRY_NANOS;
        }
      } catch (RuntimeException bug) {
        fail(transport, bug, out);
      }
    }
    for (Transport due = deadlines.poll(now); due != null; due = deadlines.poll(now)) {
      timer(due, now, out);
    }
    for (int i = 0; i < images.size(); i++) {
      askHome(images.get(i), now, out);
    }
  }

  private void timer(Transport due, long now, Egress out) {
    try {
      if (now >= due.expiry()) {
        boolean checked = due.connected();
        gone(
            due,
            checked ? Event.Reason.CONSENT_EXPIRED : Event.Reason.NEVER_CONNECTED,
            "no authenticated check",
            out);
        return;
      }
      due.timer(now, scratch, out);
      deadlines.arm(due, Math.max(due.deadline(), now + 1));
    } catch (RuntimeException bug) {
      fail(due, bug, out);
    }
  }

  private void askHome(Publication image, long now, Egress out) {
    Track track = image.imageTrack(Kind.VIDEO);
    if (track != null && track.pollKeyframeRequest(now)) {
      out.signal(image.home(), Signals.keyframe(image.id()));
    }
  }

  /** When {@link #flush} must run next; after a flush always later than its {@code now}. */
  public long deadline() {
    long next = Math.min(retryAt, deadlines.first());
    for (int i = 0; i < images.size(); i++) {
      Track track = images.get(i).imageTrack(Kind.VIDEO);
      if (track != null) {
        next = Math.min(next, track.keyframeDeadline());
      }
    }
    return next;
  }

  /** Hands over what happened since the last call, oldest first. */
  public void events(Consumer<? super Event> to) {
    for (Event event = events.poll(); event != null; event = events.poll()) {
      to.accept(event);
    }
  }

  /** Transports, publications and subscriptions at present, for tests and gauges. */
  public Census census() {
    int senders = 0;
    for (Transport transport : transports.values()) {
      senders += transport.subscriptions();
    }
    return new Census(transports.size(), publications.size(), senders);
  }

  /**
   * What a shard holds at a moment.
   *
   * @param subscriptions senders that follow a publication
   */
  public record Census(int transports, int publications, int subscriptions) {}

  // --- what transports ask of their shard ----------------------------------------------------

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public void dirty(Transport transport) {
    if (transport.soil()) {
      if (dirtyCount == dirty.length) {
        dirty = Arrays.copyOf(dirty, dirtyCount * 2);
      }
      dirty[dirtyCount++] = transport;
    }
  }

  @Override
  public void arm(Transport transport) {
    if (!transport.isClosed()) {
      deadlines.arm(transport, transport.deadline());
    }
  }

  @Override
  public void tell(Event event) {
    events.add(event);
  }

  @Override
  public long unixNanos(long now) {
    return now + unixAtZero;
  }
}
