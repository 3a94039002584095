package dev.footlights.client.net;

import dev.footlights.client.http.ClientException;
import dev.footlights.client.http.MediaSession;
import dev.footlights.client.peer.Media;
import dev.footlights.client.peer.Peer;
import dev.footlights.rtc.dtls.DtlsIdentity;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/**
 * A publisher or a viewer at a server: the offer went by HTTP, media goes by UDP. Closing it ends
 * both.
 */
public final class Session implements AutoCloseable {
  /** The server gives up after 30 s; a connection over a real network takes one or two. */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  private static final SecureRandom RANDOM = new SecureRandom();

  private static final class Identity {
    /** One for the process: making a key pair costs more than a handshake. */
    static final DtlsIdentity OURS = DtlsIdentity.create(RANDOM, Instant.now());
  }

  private final MediaThread thread;
  private final MediaSession http;
  private final Peer peer;

  private Session(MediaThread thread, MediaSession http, Peer peer) {
    this.thread = thread;
    this.http = http;
    this.peer = peer;
  }

  /**
   * Offers, and begins to connect.
   *
   * @param media new, and not to be touched but by {@link MediaThread#ask} afterwards
   */
  public static Session open(MediaThread thread, URI endpoint, String token, Media media) {
    var peer = new Peer(media, Identity.OURS, RANDOM);
    var http = MediaSession.open(endpoint, token, peer.offer());
    thread.start(peer, http.answer());
    return new Session(thread, http, peer);
  }

  /** Waits until media may flow. */
  public Session connected() {
    long end = System.nanoTime() + CONNECT_TIMEOUT.toNanos();
    for (Peer.State state = state(); state != Peer.State.CONNECTED; state = state()) {
      if (state == Peer.State.CLOSED || state == Peer.State.FAILED) {
        throw new ClientException("no connection: " + failure());
      }
      if (System.nanoTime() - end > 0) {
        throw new ClientException("no connection within " + CONNECT_TIMEOUT.toSeconds() + " s");
      }
      Pause.of(Duration.ofMillis(10));
    }
    return this;
  }

  public Peer.State state() {
    return thread.ask(peer::state);
  }

  /** Whether it ended, by whichever side. */
  public boolean isOver() {
    Peer.State state = state();
    return state == Peer.State.CLOSED || state == Peer.State.FAILED;
  }

  /** Why it ended. */
  public String failure() {
    return thread.ask(peer::failure);
  }

  @Override
  public void close() {
    thread.stop(peer);
    http.close();
  }
}
