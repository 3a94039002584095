package dev.footlights.app;

import dev.footlights.client.demo.Rehearsal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What a build runs once to make the AOT cache by which later starts are quick. */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Plays the demo's beginning on free ports, silently, and ends with 0.")
final class RehearseCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    new Rehearsal(DemoServers.create(new HostPort("127.0.0.1", 0), 0), "us-east-1").run();
    return 0;
  }
}
