package dev.footlights.app;

import dev.footlights.client.demo.DemoServer;
import dev.footlights.client.http.ClientException;

/** Makes the demo's server. */
final class DemoServers {
  private DemoServers() {}

  static DemoServer create(HostPort http, int mediaPort) {
    throw new ClientException(
        "this build has no server for " + http + " and media port " + mediaPort);
  }
}
