package dev.footlights.sfu.shard;

import dev.footlights.rtc.dtls.DtlsRole;
import dev.footlights.rtc.dtls.Fingerprint;
import dev.footlights.rtc.ice.IceCredentials;
import dev.footlights.rtc.sdp.Section;
import dev.footlights.rtc.srtp.SrtpKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the control thread and the handshakes tell a shard. Each is answered by {@link Event.Done}
 * with its id. A command that names something unknown does nothing and is answered all the same: it
 * lost a race with {@link Event.Gone}.
 *
 * <p>Transports and publications are numbered by the control thread, once per process.
 */
public sealed interface Command {

  /**
   * A peer may now connect with these credentials.
   *
   * @param transport not used before in this process
   * @param local what the answer said; the ufrag is unique in the process
   * @param role ours in the handshake
   * @param remote what the peer's certificate must hash to
   */
  record OpenTransport(
      int transport,
      IceCredentials local,
      DtlsRole role,
      Fingerprint remote,
      List<Section> sections)
      implements Command {}

  /** Ends a transport: close_notify where there was a handshake, then nothing more is sent. */
  record CloseTransport(int transport) implements Command {}

  /**
   * The receiving sections of the transport are the publication's tracks from now on.
   *
   * @param generation grows at each return of the publisher
   * @param bounds for what it sends, told as {@link Event.Exceeded}, or null for none
   */
  record Attach(int transport, int publication, int generation, @Nullable MediaBounds bounds)
      implements Command {
    /** Without bounds. */
    public Attach(int transport, int publication, int generation) {
      this(transport, publication, generation, null);
    }
  }

  /** The publication takes packets of this transport no more; its senders fall silent. */
  record Detach(int transport, int publication) implements Command {}

  /** The publication is over: its subscriptions and mirrors on this shard go. */
  record EndPublication(int publication) implements Command {}

  /**
   * A sender's subscription: section {@code section} of the transport carries the publication's
   * track of that kind. Replaces an earlier subscription of that sender by a splice.
   *
   * @param home the shard the publication's tracks are on at present
   */
  record Bind(int transport, int section, int publication, int home) implements Command {}

  /** Ends a sender's subscription: no packet of the publication is sent to it afterwards. */
  record Unbind(int transport, int section) implements Command {}

  /** The publication's tracks moved to another shard; mirrors there follow. */
  record Move(int publication, int home) implements Command {}

  /** Shard {@code to} has viewers of the publication: copy its packets there. Sent to the home. */
  record Mirror(int publication, int to, boolean wanted) implements Command {}

  /** A DTLS record to send, from the transport's handshake. */
  @SuppressWarnings("ArrayRecordComponent")
  record DtlsOut(int transport, byte[] datagram) implements Command {}

  /** The handshake ended well: media may flow. */
  record Handshaken(int transport, SrtpKeys keys) implements Command {}

  /** The handshake failed, or the peer sent close_notify: the transport goes. */
  record HandshakeFailed(int transport, String reason) implements Command {}
}
