package dev.footlights.rtc.sdp;

import dev.footlights.rtc.dtls.DtlsRole;
import dev.footlights.rtc.dtls.Fingerprint;
import dev.footlights.rtc.ice.IceCredentials;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What an answer to our own offer agreed.
 *
 * @param ice the remote side's
 * @param fingerprint of the remote side's certificate
 * @param role ours in the handshake
 * @param candidates the remote side's UDP candidates with literal addresses, in its order
 * @param sections accepted media sections, in the order of the m-lines
 */
public record Accepted(
    IceCredentials ice,
    Fingerprint fingerprint,
    DtlsRole role,
    List<InetSocketAddress> candidates,
    List<Section> sections)
    implements AcceptResult {
  public Accepted {
    candidates = List.copyOf(candidates);
    sections = List.copyOf(sections);
  }
}
