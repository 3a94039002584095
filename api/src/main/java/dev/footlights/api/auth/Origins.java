package dev.footlights.api.auth;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may drive the AWS API and the dev endpoints.
 *
 * <p>Dev mode's keys are known to everybody, so that a signature says nothing about who made it: a
 * page on the developer's browser must come from this machine or be allowed by name, and must not
 * reach us under a name of its own (DNS rebinding).
 */
public final class Origins {
  /** What browsers say of a page of another site where they say no origin. */
  private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

  private final boolean dev;
  private final String boundHost;
  private final @Nullable URI publicUrl;
  private final List<String> allowed;

  /**
   * @param boundHost the host of the listener, as configured
   * @param allowed origins, scheme://host[:port]
   */
  public Origins(boolean dev, String boundHost, @Nullable URI publicUrl, List<String> allowed) {
    this.dev = dev;
    this.boundHost = boundHost;
    this.publicUrl = publicUrl;
    this.allowed = List.copyOf(allowed);
  }

  /** Whether a preflight of this origin is answered. */
  public boolean allows(String origin) {
    if (allowed.contains(origin)) {
      return true;
    }
    URI uri = uri(origin);
    if (uri == null || uri.getHost() == null) {
      return false;
    }
    return sameOrigin(uri, publicUrl) || (dev && isLoopback(uri.getHost()));
  }

  /** Whether a request may go on. One that no browser sent always may. */
  public boolean admits(
      @Nullable String origin, @Nullable String secFetchSite, @Nullable String host) {
    if (!dev || (origin == null && secFetchSite == null)) {
      return true;
    }
    URI self = host == null ? null : uri("http://" + host);
    if (self == null || self.getHost() == null || !isOurs(self.getHost())) {
      return false;
    }
    if (origin == null) {
      return !FOREIGN.contains(secFetchSite);
    }
    return allows(origin) || isPageOfOurs(origin, self);
  }

  private boolean isOurs(String host) {
    boolean wildcard = boundHost.equals("0.0.0.0") || boundHost.equals("::");
    return isLoopback(host)
        || host.equalsIgnoreCase(boundHost)
        || (wildcard && isAddress(host))
        || (publicUrl != null && host.equalsIgnoreCase(publicUrl.getHost()));
  }

  private static boolean isPageOfOurs(String origin, URI self) {
    URI page = uri(origin);
    return page != null
        && self.getHost().equalsIgnoreCase(page.getHost())
        && port(self) == port(page);
  }

  private static boolean sameOrigin(URI origin, @Nullable URI other) {
    return other != null
        && origin.getScheme().equalsIgnoreCase(other.getScheme())
        && origin.getHost().equalsIgnoreCase(other.getHost())
        && port(origin) == port(other);
  }

  private static int port(URI uri) {
    if (uri.getPort() != -1) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }

  /** An address cannot be rebound: only names can. */
  private static boolean isAddress(String host) {
    return host.startsWith("[") || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  }

  private static @Nullable URI uri(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getScheme() == null ? null : uri;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
