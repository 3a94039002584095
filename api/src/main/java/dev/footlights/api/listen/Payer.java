package dev.footlights.api.listen;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** To whom the shares of one address are counted. */
public final class Payer {
  private Payer() {}

  /** An IPv6 site has a whole /64 (RFC 6177): it counts as one. */
  public static InetAddress of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 16 && !address.isLoopbackAddress()) {
      Arrays.fill(bytes, 8, 16, (byte) 0);
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
