package dev.footlights.app;

import dev.footlights.api.tls.TlsFiles;
import dev.footlights.store.sql.PostgresUrl;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a server, with options that were read and checked. */
@Command(
    name = "serve",
    description = "Runs the server.",
    footer = {
      "",
      "Every option is also an environment variable (--media-port is FOOTLIGHTS_MEDIA_PORT) and a"
          + " line of the configuration file (media-port = 4570). The command line goes before the"
          + " environment, the environment before the file."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;
  private static final int MAX_LOOPS = 256;

  /** Days: a hundred years. */
  private static final int MAX_RETENTION = 36_500;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:4569",
      converter = HostPort.Converter.class,
      description = "Where HTTP listens; port 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private HostPort http = new HostPort("127.0.0.1", 4569);

  @Option(
      names = "--media-port",
      paramLabel = "N",
      defaultValue = "4570",
      description =
          "UDP port of the first media loop; the others follow; 0 takes free ones (default: 4570).")
  private int mediaPort;

  @Option(
      names = "--media-loops",
      paramLabel = "N",
      description = "Media loops (default: one less than there are cores, at least one).")
  private @Nullable Integer mediaLoops;

  @Option(
      names = "--public-ip",
      paramLabel = "IP",
      split = ",",
      description = "Announced to clients in place of this machine's own addresses.")
  private List<String> publicIps = new ArrayList<>();

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = "What tokens and endpoints say (default: scheme and Host of the request).")
  private @Nullable String publicUrl;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".footlights",
      description = "Where state is kept (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of(".footlights");

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "Keeps state in PostgreSQL instead: postgresql://user:password@host:5432/database.")
  private @Nullable String database;

  @Option(
      names = "--retention",
      paramLabel = "DAYS",
      defaultValue = "90",
      description = "How long ended sessions are kept; 0: for ever (default: ${DEFAULT-VALUE}).")
  private int retention;

  @Option(names = "--ephemeral", defaultValue = "false", description = "Keeps nothing on disk.")
  private boolean ephemeral;

  @Option(
      names = "--dev",
      defaultValue = "false",
      description = "Dev mode where HTTP listens elsewhere than on loopback.")
  private boolean dev;

  @Option(
      names = "--end-with-stdin",
      defaultValue = "false",
      description =
          "Ends when standard input does: for a parent process that holds it open, and may be"
              + " killed.")
  private boolean endWithStdin;

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      split = ",",
      description = "Lets pages of this origin call the server, besides loopback ones.")
  private List<String> allowOrigins = new ArrayList<>();

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "PEM file of the certificate and its chain; HTTPS only, with --tls-key.")
  private @Nullable Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "PEM file of the certificate's private key, not encrypted.")
  private @Nullable Path tlsKey;

  @Mixin private AccessOptions access = new AccessOptions();

  @Mixin private DeliveryOptions delivery = new DeliveryOptions();

  @Mixin private QuotaOptions quotas = new QuotaOptions();

  @Mixin private SetupOptions setup = new SetupOptions();

  @Option(names = "--config", paramLabel = "FILE", description = "Reads options from a file.")
  private @Nullable Path config;

  @Override
  public Integer call() throws InterruptedException {
    return Serving.run(options(), spec.commandLine().getOut(), spec.commandLine().getErr());
  }

  /** What was told, checked. */
  ServeOptions options() {
    require(mediaPort >= 0 && mediaPort <= MAX_PORT, "--media-port", "0 to 65535", mediaPort);
    int loops =
        mediaLoops == null
            ? Math.max(1, Runtime.getRuntime().availableProcessors() - 1)
            : mediaLoops;
    require(loops >= 1 && loops <= MAX_LOOPS, "--media-loops", "1 to 256", loops);
    require(
        mediaPort + loops - 1 <= MAX_PORT,
        "--media-port",
        "low enough for " + loops + " loops",
        mediaPort);
    require(retention >= 0 && retention <= MAX_RETENTION, "--retention", "0 to 36500", retention);
    return new ServeOptions(
        http,
        mediaPort,
        loops,
        publicIps.stream().map(this::address).toList(),
        Optional.ofNullable(publicUrl).map(this::url),
        data,
        database(),
        Duration.ofDays(retention),
        ephemeral,
        dev,
        endWithStdin,
        access.rules(),
        quotas.quotas(),
        allowOrigins.stream().map(this::origin).toList(),
        setup.setup(),
        tls(),
        delivery.settings());
  }

  private Optional<TlsFiles> tls() {
    if (tlsCertificate != null && tlsKey != null) {
      return Optional.of(new TlsFiles(tlsCertificate, tlsKey));
    }
    if (tlsCertificate != null || tlsKey != null) {
      String there = tlsKey == null ? "--tls-cert" : "--tls-key";
      String absent = tlsKey == null ? "--tls-key" : "--tls-cert";
      throw new ParameterException(
          spec.commandLine(), there + " needs " + absent + " beside it: HTTPS takes both");
    }
    return Optional.empty();
  }

  private Optional<PostgresUrl> database() {
    if (database == null) {
      return Optional.empty();
    }
    require(!ephemeral, "--ephemeral", "left out where there is --database", "true");
    try {
      return Optional.of(PostgresUrl.parse(database));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--database " + e.getMessage());
    }
  }

  /** A literal: names are not looked up, since what is announced must not change by itself. */
  private InetAddress address(String text) {
    require(text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*"), "--public-ip", "an IP", text);
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw wrong("--public-ip", "an IP address", text);
    }
  }

  private URI url(String text) {
    try {
      URI url = URI.create(text);
      require(
          ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
              && url.getHost() != null
              && url.getQuery() == null,
          "--public-url",
          "an http or https URL",
          text);
      return url;
    } catch (IllegalArgumentException e) {
      throw wrong("--public-url", "an http or https URL", text);
    }
  }

  private String origin(String text) {
    require(
        text.matches("https?://[^/?#]+"), "--allow-origin", "an origin: https://example.org", text);
    return text;
  }

  private void require(boolean fine, String option, String expected, Object given) {
    if (!fine) {
      throw wrong(option, expected, given);
    }
  }

  private ParameterException wrong(String option, String expected, Object given) {
    return new ParameterException(
        spec.commandLine(), option + " must be " + expected + ", not '" + given + "'");
  }
}
