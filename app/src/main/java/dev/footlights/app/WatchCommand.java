package dev.footlights.app;

import dev.footlights.client.terminal.Watch;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Watches a participant and counts. */
@Command(
    name = "watch",
    description = "Watches a participant, and prints what arrives once a second.")
final class WatchCommand implements Callable<Integer> {
  private static final int MAX_VIEWERS = 1000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private EntranceOptions entrance = new EntranceOptions();

  @Option(
      names = "--participant",
      paramLabel = "ID",
      required = true,
      description = "Whom to watch.")
  private String participant = "";

  @Option(
      names = "--viewers",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many viewers (default: 1).")
  private int viewers;

  @Option(
      names = "--json",
      defaultValue = "false",
      description = "For programs: totals as a JSON object a line, ten times a second.")
  private boolean json;

  @Override
  public Integer call() {
    if (viewers < 1 || viewers > MAX_VIEWERS) {
      throw new ParameterException(
          spec.commandLine(), "--viewers must be 1 to " + MAX_VIEWERS + ", not '" + viewers + "'");
    }
    Watch.Form form = json ? Watch.Form.JSON : Watch.Form.LINES;
    return new Watch(entrance.entrance(System.getenv()), participant, viewers, form, System.out)
        .run();
  }
}
