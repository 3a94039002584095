package dev.footlights.rtc.sdp;

import dev.footlights.rtc.dtls.Fingerprint;
import dev.footlights.rtc.ice.IceCredentials;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What we say about our own end of a transport.
 *
 * @param candidates UDP addresses in the order of preference; the first is the default one, and the
 *     only one that FFmpeg reads
 * @param sessionId of the {@code o=} line, 0 to 2^63 - 1
 */
public record Local(
    IceCredentials ice,
    Fingerprint fingerprint,
    List<InetSocketAddress> candidates,
    long sessionId) {
  public Local {
    candidates = List.copyOf(candidates);
  }
}
