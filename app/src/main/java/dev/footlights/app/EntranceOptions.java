package dev.footlights.app;

import dev.footlights.client.terminal.Entrance;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How {@code publish} and {@code watch} get in: with a token, or with credentials for a stage. */
final class EntranceOptions {
  private static final String DEFAULT_ENDPOINT = "http://127.0.0.1:4569";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private Way way = new Way();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "The server that makes tokens (default: AWS_ENDPOINT_URL_IVS_REALTIME, else "
              + DEFAULT_ENDPOINT
              + ").")
  private @Nullable String endpoint;

  static final class Way {
    @Option(names = "--token", paramLabel = "T", description = "A participant token.")
    @Nullable String token;

    @Option(
        names = "--stage",
        paramLabel = "ARN",
        description = "A stage; a token for it is asked for, as AWS_ACCESS_KEY_ID or test.")
    @Nullable String stage;
  }

  Entrance entrance(Map<String, String> environment) {
    if (way.token != null) {
      return new Entrance.Token(way.token);
    }
    if (way.stage == null || way.stage.isBlank()) {
      throw new ParameterException(spec.commandLine(), "--stage must be the ARN of a stage");
    }
    String url =
        endpoint != null
            ? endpoint
            : environment.getOrDefault("AWS_ENDPOINT_URL_IVS_REALTIME", DEFAULT_ENDPOINT);
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null && uri.getScheme() != null && uri.getScheme().startsWith("http")) {
        return new Entrance.Stage(way.stage, uri, environment);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new ParameterException(
        spec.commandLine(), "--endpoint must be an http or https URL, not '" + url + "'");
  }
}
