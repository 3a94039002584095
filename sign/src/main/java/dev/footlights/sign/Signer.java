package dev.footlights.sign;

import dev.footlights.sign.WireRequest.Header;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Signs requests of one client. May be used from any thread. */
public final class Signer {

  /** The two headers to add: {@code X-Amz-Date} and {@code Authorization}. */
  public record Signed(String amzDate, String authorization) {}

  private final Credentials credentials;
  private final String region;
  private final String service;

  public Signer(Credentials credentials, String region, String service) {
    this.credentials = credentials;
    this.region = region;
    this.service = service;
  }

  /**
   * Signs a request that will carry {@code headers}, the two of the result, and the Host that the
   * JDK's HTTP client makes of the URI.
   */
  public Signed sign(
      String method, URI uri, Map<String, String> headers, byte[] body, Instant now) {
    String date = Signature.AMZ_DATE.format(now);
    List<Header> signed = new ArrayList<>();
    headers.forEach((name, value) -> signed.add(new Header(name, value)));
    signed.add(new Header("host", host(uri)));
    signed.add(new Header("x-amz-date", date));
    List<String> names =
        signed.stream().map(h -> h.name().toLowerCase(Locale.ROOT)).distinct().sorted().toList();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    var request = new WireRequest(method, path, query, signed, body);
    var scope = new CredentialScope(date.substring(0, 8), region, service);
    String signature = Signature.of(request, names, now, scope, credentials.secretAccessKey());
    return new Signed(
        date, new Authorization(credentials.accessKeyId(), scope, names, signature).header());
  }

  private static String host(URI uri) {
    int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    boolean plain = uri.getPort() == -1 || uri.getPort() == usual;
    return plain ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }
}
