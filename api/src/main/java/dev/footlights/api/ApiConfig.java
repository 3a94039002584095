package dev.footlights.api;

import dev.footlights.api.tls.ServerTls;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is configured.
 *
 * @param host the address to listen at
 * @param port 0 for any
 * @param publicUrl what tokens and endpoints say; null: scheme and Host of the request
 * @param dev serves the dev endpoints, and dev mode's keys when there are no credentials
 * @param access who may call, and how it is watched; without credentials only in dev mode
 * @param allowOrigins web pages that may call the AWS API, as scheme://host[:port]
 * @param tls null: plain HTTP; closed with the server
 */
public record ApiConfig(
    String host,
    int port,
    @Nullable URI publicUrl,
    boolean dev,
    Access access,
    List<String> allowOrigins,
    @Nullable ServerTls tls) {

  /**
   * @throws IllegalArgumentException when nobody could call, or the public URL is none
   */
  public ApiConfig {
    allowOrigins = List.copyOf(allowOrigins);
    if (access.keyring().open() && !dev) {
      throw new IllegalArgumentException("outside dev mode there must be credentials");
    }
    if (publicUrl != null
        && (publicUrl.getHost() == null || !publicUrl.toString().matches("https?://.*"))) {
      throw new IllegalArgumentException("the public URL must be http:// or https:// and a host");
    }
  }
}
