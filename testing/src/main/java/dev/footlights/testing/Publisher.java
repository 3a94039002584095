package dev.footlights.testing;

import java.time.Duration;
import java.util.List;

/** Somebody who publishes a test card in a stage, until closed. */
public final class Publisher implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PUBLISHING = "PUBLISHING ";

  private final Child child;
  private final String participantId;

  Publisher(Server server, String stageArn) {
    StageName stage = StageName.parse(stageArn);
    List<String> arguments = List.of("publish", "--stage", stage.arn());
    child = server.program("the publisher", stage, arguments, line -> true);
    try {
      participantId =
          child
              .awaitLine("the stage showed it", PATIENCE, line -> line.startsWith(PUBLISHING))
              .substring(PUBLISHING.length())
              .strip();
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
  }

  public String participantId() {
    return participantId;
  }

  long pid() {
    return child.pid();
  }

  boolean isOpen() {
    return child.isAlive();
  }

  /** Leaves the stage, and returns when the server was told. */
  @Override
  public void close() {
    child.close();
  }
}
