package dev.footlights.app;

import dev.footlights.client.demo.Demo;
import dev.footlights.client.demo.DemoOnce;
import dev.footlights.client.demo.DemoServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a server with two stages that see each other. */
@Command(
    name = "demo",
    description = {
      "Shows live replication by itself: a server with nothing on disk, two stages with a test card"
          + " each, each seen in the other, and the call that stops it. Ctrl-C leaves nothing."
    })
final class DemoCommand implements Callable<Integer> {
  private static final String REGION = "us-east-1";

  @Option(
      names = "--once",
      defaultValue = "false",
      description = "Plays the story by itself, prints a table, and exits with 0 or 1.")
  private boolean once;

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:4569",
      converter = HostPort.Converter.class,
      description = "Where HTTP listens (default: ${DEFAULT-VALUE}).")
  private HostPort http = new HostPort("127.0.0.1", 4569);

  @Option(
      names = "--media-port",
      paramLabel = "N",
      defaultValue = "4570",
      description = "UDP port of the first media loop; 0 takes free ones (default: 4570).")
  private int mediaPort;

  @Override
  public Integer call() {
    DemoServer server = DemoServers.create(http, mediaPort);
    return once
        ? new DemoOnce(server, REGION, System.out).run()
        : new Demo(server, REGION, System.out).run();
  }
}
