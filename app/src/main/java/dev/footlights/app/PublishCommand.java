package dev.footlights.app;

import dev.footlights.client.media.TestCard;
import dev.footlights.client.terminal.Publish;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes a test card. */
@Command(
    name = "publish",
    description = "Publishes a test card, and prints PUBLISHING with the participant's id.")
final class PublishCommand implements Callable<Integer> {
  @Mixin private EntranceOptions entrance = new EntranceOptions();

  @Option(
      names = "--card",
      paramLabel = "red|blue",
      defaultValue = "red",
      converter = CardConverter.class,
      description = "Which card (default: red).")
  private TestCard card = TestCard.RED;

  @Override
  public Integer call() {
    return new Publish(entrance.entrance(System.getenv()), card, System.out).run();
  }
}
