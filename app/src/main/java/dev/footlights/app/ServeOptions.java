package dev.footlights.app;

import dev.footlights.api.tls.TlsFiles;
import dev.footlights.store.sql.PostgresUrl;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code serve} was told, checked.
 *
 * @param http where HTTP listens
 * @param mediaPort of the first loop, the others follow; 0 takes free ones
 * @param mediaLoops at least 1
 * @param publicIps announced in place of the machine's own addresses; empty: those
 * @param publicUrl what tokens and endpoints say; absent: scheme and Host of the request
 * @param data where state lives, unless {@code ephemeral} or in a {@code database}
 * @param database where state lives instead
 * @param retention for how long ended sessions are kept; zero: for ever
 * @param ephemeral whether nothing is kept on disk
 * @param dev whether dev mode was said aloud
 * @param endWithStdin whether the end of standard input ends the process
 * @param access who may call the AWS API, and how that is watched
 * @param quotas how many resources an account may have in a region, where not the usual ones; by
 *     their names in {@link dev.footlights.stage.quota.ResourceQuotas}
 * @param allowOrigins origins, besides loopback ones, whose pages may call
 * @param setup what prepares it for tests
 * @param tls the certificate and its key; absent: plain HTTP
 * @param delivery who is told of events
 */
record ServeOptions(
    HostPort http,
    int mediaPort,
    int mediaLoops,
    List<InetAddress> publicIps,
    Optional<URI> publicUrl,
    Path data,
    Optional<PostgresUrl> database,
    Duration retention,
    boolean ephemeral,
    boolean dev,
    boolean endWithStdin,
    AccessRules access,
    Map<String, Integer> quotas,
    List<String> allowOrigins,
    Setup setup,
    Optional<TlsFiles> tls,
    DeliverySettings delivery) {

  ServeOptions {
    publicIps = List.copyOf(publicIps);
    quotas = Map.copyOf(quotas);
    allowOrigins = List.copyOf(allowOrigins);
  }

  /** Whether callers and media are held to the limits of IVS. */
  boolean awsLimits() {
    return access.awsLimits();
  }
}
