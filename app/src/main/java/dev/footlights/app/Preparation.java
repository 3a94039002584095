package dev.footlights.app;

import dev.footlights.api.dev.ReadyScripts;
import dev.footlights.client.http.AwsCaller;
import dev.footlights.client.http.ClientException;
import dev.footlights.client.seed.Seeding;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares a server that accepts, before it says so. */
final class Preparation {
  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);
  private static final String REGION = "us-east-1";

  private final ServeOptions options;
  private final boolean dev;
  private final boolean anybody;

  /**
   * @param anybody whether there are no credentials, and dev mode's keys are taken
   * @throws IllegalArgumentException when something was asked for that cannot be done, in one line
   */
  Preparation(ServeOptions options, boolean dev, boolean anybody) {
    this.options = options;
    this.dev = dev;
    this.anybody = anybody;
    options.setup().scripts().ifPresent(this::checkScripts);
    if (options.setup().seed().isPresent() && !dev) {
      throw new IllegalArgumentException("--seed is for dev mode only; say --dev, or leave it");
    }
    if (!dev && options.setup().scripts().isEmpty() && Files.isDirectory(usual())) {
      LOG.warn("the scripts in {} are not run, for this is not dev mode", usual());
    }
  }

  private void checkScripts(Path folder) {
    if (!dev) {
      throw new IllegalArgumentException(
          "--ready-dir is for dev mode only; say --dev, or leave it");
    }
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("--ready-dir: " + folder + " is not a folder");
    }
  }

  private Path usual() {
    return options.data().resolve("ready.d");
  }

  /**
   * Returns when the server is prepared.
   *
   * @throws IllegalArgumentException when a template cannot be used, in one line
   */
  void run(Server server, PrintWriter out) throws IOException {
    options.setup().seed().ifPresent(file -> seed(file, server, out));
    Path folder = options.setup().scripts().orElse(usual());
    if (dev && Files.isDirectory(folder)) {
      var scripts = new ReadyScripts(folder, environment(server), server.readyReport(), System.err);
      Runtime.getRuntime().addShutdownHook(new Thread(scripts::close, "scripts"));
      scripts.run();
    }
    server.readyReport().complete();
  }

  private void seed(Path file, Server server, PrintWriter out) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(environment(server));
    AwsCaller caller = AwsCaller.of(endpoint(server), environment);
    try {
      Set<String> unknown =
          Seeding.run(
              file,
              caller,
              environment.getOrDefault("AWS_REGION", REGION),
              (id, arn) -> out.println("seed:  " + id + " " + arn));
      if (!unknown.isEmpty()) {
        LOG.warn("--seed: not made, for they are not of IVS Real-Time: {}", unknown);
      }
    } catch (ClientException e) {
      throw new IllegalArgumentException("--seed: " + e.getMessage(), e);
    } finally {
      out.flush();
    }
  }

  /** What AWS's tools read. A region that was chosen stays; keys of AWS must not be tried here. */
  private Map<String, String> environment(Server server) {
    Map<String, String> values = new HashMap<>();
    values.put("AWS_ENDPOINT_URL_IVS_REALTIME", endpoint(server).toString());
    String region =
        System.getenv()
            .getOrDefault("AWS_REGION", System.getenv().getOrDefault("AWS_DEFAULT_REGION", REGION));
    values.put("AWS_REGION", region);
    values.put("AWS_DEFAULT_REGION", region);
    if (anybody) {
      values.put("AWS_ACCESS_KEY_ID", "test");
      values.put("AWS_SECRET_ACCESS_KEY", "test");
      values.put("AWS_SESSION_TOKEN", "");
    }
    return values;
  }

  private URI endpoint(Server server) {
    String host = options.http().host();
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    String scheme = options.tls().isPresent() ? "https" : "http";
    return URI.create(
        scheme + "://" + new HostPort(everywhere ? "127.0.0.1" : host, server.port()));
  }
}
