package dev.footlights.app;

import dev.footlights.api.auth.Keyring;
import dev.footlights.client.demo.ControlCall;
import dev.footlights.client.demo.DemoServer;
import dev.footlights.client.http.ClientException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the demo's server: a whole one, in this process, with nothing on disk. */
final class DemoServers {
  private DemoServers() {}

  static DemoServer create(HostPort http, int mediaPort) {
    return new InProcess(
        new ServeOptions(
            http,
            mediaPort,
            Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
            List.of(),
            Optional.empty(),
            Path.of(""),
            Optional.empty(),
            Duration.ZERO,
            true,
            true,
            false,
            AccessRules.NONE,
            Map.of(),
            List.of(),
            Setup.NONE,
            Optional.empty(),
            DeliverySettings.NONE));
  }

  private static final class InProcess implements DemoServer {
    private final ServeOptions options;
    private @Nullable Server server;

    InProcess(ServeOptions options) {
      this.options = options;
    }

    @Override
    public synchronized URI start(Consumer<ControlCall> calls) {
      try {
        server =
            new Server(
                options,
                Keyring.of(List.of()),
                true,
                (operation, body, status, began, ended) ->
                    calls.accept(new ControlCall(operation, body, status, began, ended)));
      } catch (IOException e) {
        throw new ClientException(String.valueOf(e.getMessage()), e);
      }
      server.readyReport().complete();
      return URI.create("http://" + new HostPort(options.http().host(), server.port()));
    }

    @Override
    public synchronized void close() {
      if (server != null) {
        server.close();
        server = null;
      }
    }
  }
}
