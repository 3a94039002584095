package dev.footlights.rtc.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Host candidates by UDP (RFC 8839 §5.1). */
final class Candidates {
  private static final int COMPONENT_RTP = 1;

  /** Type preference of a host candidate (RFC 8445 §5.1.2.2). */
  private static final long HOST_PREFERENCE = 126;

  private static final int HIGHEST_LOCAL_PREFERENCE = 65535;

  private Candidates() {}

  /**
   * What the blocks name, each address once. Other transports, host names (nobody is asked to
   * resolve one) and malformed lines are passed over.
   */
  static List<InetSocketAddress> read(List<Block> blocks) {
    var found = new LinkedHashSet<InetSocketAddress>();
    for (Block block : blocks) {
      for (String value : block.all("candidate")) {
        var address = candidate(value);
        if (address != null && found.size() < Limits.CANDIDATES) {
          found.add(address);
        }
      }
    }
    return new ArrayList<>(found);
  }

  private static @Nullable InetSocketAddress candidate(String value) {
    var words = Words.split(value);
    if (words.size() < 8
        || Words.number(words.get(1), 256) != COMPONENT_RTP
        || !words.get(2).equalsIgnoreCase("udp")) {
      return null;
    }
    long port = Words.number(words.get(5), 65535);
    var address = literal(words.get(4));
    return port < 1 || address == null ? null : new InetSocketAddress(address, (int) port);
  }

  private static @Nullable InetAddress literal(String text) {
    if (text.indexOf('%') >= 0) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }

  /** The candidate lines, the first with the highest priority, and the line that ends them. */
  static void write(StringBuilder out, List<InetSocketAddress> candidates) {
    for (int i = 0; i < candidates.size(); i++) {
      var at = candidates.get(i);
      long priority =
          HOST_PREFERENCE << 24 | (long) (HIGHEST_LOCAL_PREFERENCE - i) << 8 | 256 - COMPONENT_RTP;
      out.append("a=candidate:").append(i + 1).append(" 1 udp ").append(priority).append(' ');
      out.append(text(at.getAddress())).append(' ').append(at.getPort()).append(" typ host\r\n");
    }
    out.append("a=end-of-candidates\r\n");
  }

  /** An address without its zone, which means nothing elsewhere. */
  static String text(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  /** {@code IN IP4 …} or {@code IN IP6 …}. */
  static String connection(InetAddress address) {
    return (address instanceof Inet6Address ? "IN IP6 " : "IN IP4 ") + text(address);
  }
}
